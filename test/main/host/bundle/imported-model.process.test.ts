import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeModel } from '#host'
import { generator } from '#random'
import { writeOnnx } from '../../engine/onnx-file/write-onnx.ts'
import { tinySpec } from '../tiny-spec.ts'
import { bring, bundleOf, openFolder, preview, settled, type Folder } from './rig.ts'

const random = generator(['bundled'])
const weight = (name: string, ...shape: number[]) => {
  const count = shape.reduce((product, size) => product * size, 1)
  return { name, shape, values: Array.from({ length: count }, () => random.normal() / 3) }
}

let here: Folder
let there: Folder
beforeAll(async () => {
  here = await openFolder(true)
  there = await openFolder(true)
})
afterAll(async () => {
  await here.close()
  await there.close()
})

describe('host/bundle', () => {
  it('carries the network that a run was imported as, so that it is attacked elsewhere', async () => {
    const path = join(here.dataDir, 'net.onnx')
    const network = {
      nodes: [
        { type: 'Flatten', inputs: ['x'], outputs: ['f'] },
        { type: 'Gemm', inputs: ['f', 'd'], outputs: ['y'] },
      ],
      tensors: [weight('d', 784, 10)],
      input: [undefined, 1, 28, 28],
    }
    writeFileSync(path, writeOnnx(network))
    const placed = await placeModel(here.dataDir, path)
    const { client } = here.host
    const { run, facts } = await client.models.import({ ...placed, dataset: tinySpec.dataset })
    const known = await settled(client, run, ['finished'])
    const file = await bundleOf(here, { runs: [run], checkpoints: true })
    expect((await preview(there, file)).models).toBe(1)
    await bring(there, file)
    expect(existsSync(join(there.dataDir, 'models', `${placed.hash}.onnx`))).toBe(true)
    const brought = await there.host.client.runs.get({ run })
    expect(brought.imported).toEqual(facts)
    expect(brought.summary.scores).toEqual(known.summary.scores)
    await there.host.client.runs.evaluate({ run, protocol: tinySpec.evaluation })
    const attacked = await settled(there.host.client, run, ['finished'])
    expect(attacked.summary.fault).toBeNull()
    expect(attacked.evaluations).toHaveLength(2)
    expect(attacked.evaluations[1].finished).toBe(true)
  })
})
