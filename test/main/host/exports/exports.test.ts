import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foreignFormats, type ForeignFormat } from '#contract'
import { unpackParcel } from '#host'
import { crc32c, masked } from '../../../../src-main/host/exports/crc32c.ts'
import { bundleOfDraft, draft, id } from '../bundle/forge.ts'
import { bring, openFolder, type Folder } from '../bundle/rig.ts'

let folder: Folder
beforeAll(async () => {
  folder = await openFolder()
  const path = join(folder.dataDir, 'in.cusp')
  writeFileSync(path, bundleOfDraft(draft()))
  await bring(folder, path)
  for (const format of foreignFormats) await write(format, at(format))
})
afterAll(() => folder.close())

const at = (...names: string[]) => join(folder.dataDir, 'out', ...names).replace('/out/', '/out-')
const read = (...names: string[]) => readFileSync(at(...names), 'utf8')

async function write(format: ForeignFormat, target: string): Promise<void> {
  const { client } = folder.host
  for await (const told of await client.foreign.write({ runs: [id], format })) {
    if (told.kind === 'written') await unpackParcel(folder.dataDir, told.file, target)
  }
}

/** The records of a TFRecord file, each held against its checksums. */
function records(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let offset = 0; offset < bytes.length;) {
    const length = Number(bytes.readBigUInt64LE(offset))
    const data = bytes.subarray(offset + 12, offset + 12 + length)
    expect(bytes.readUInt32LE(offset + 8)).toBe(masked(crc32c(bytes.subarray(offset, offset + 8))))
    expect(bytes.readUInt32LE(offset + 12 + length)).toBe(masked(crc32c(data)))
    found.push(data)
    offset += 16 + length
  }
  return found
}

describe('host/exports', () => {
  it('writes tables of runs, of points, and of what was said of each image', () => {
    expect(read('csv', 'runs.csv')).toMatch(/^id,name,state,seed,.*\n0123456789,tiny,finished,0,/)
    expect(read('csv', id, 'metrics.csv')).toMatch(
      /^metric,step,value,time\nloss,1,2\.3,\d+\nloss,2,1\.5,\d+\nloss,3,1,\d+\n$/,
    )
    const images = read('csv', id, 'evaluations.csv').trimEnd().split('\n')
    expect(images).toHaveLength(1 + 4 * 16)
    expect(images[2]).toBe('0,8,"{""attack"":""clean""}",1,1,1,0,0')
    expect(readdirSync(at('parquet')).sort()).toEqual([id, 'runs.parquet'])
  })

  it("lays a run out as MLflow's file store does", () => {
    const run = ['mlflow', 'mlruns', '0', id]
    expect(read('mlflow', 'mlruns', '0', 'meta.yaml')).toContain('name: "Default"\n')
    expect(read(...run, 'meta.yaml')).toMatch(/run_id: "0123456789"\n[^]*status: 3\n/)
    expect(read(...run, 'metrics', 'loss')).toMatch(/^\d+ 2\.3 1\n\d+ 1\.5 2\n\d+ 1 3\n$/)
    expect(read(...run, 'params', 'model.architecture')).toBe('std-cnn')
    expect(read(...run, 'tags', 'mlflow.runName')).toBe('tiny')
    expect(read(...run, 'tags', 'mlflow.note.content')).toBe('kept')
  })

  it('frames events of TensorBoard with sound checksums', () => {
    const name = at('tensorboard', `tiny-${id}`, 'events.out.tfevents.0000000001.cusp')
    const [version, ...events] = records(readFileSync(name))
    expect(version.includes('brain.Event:2')).toBe(true)
    const losses = events.filter((event) => event.includes('loss'))
    expect(losses.map((event) => event.readFloatLE(event.length - 4))).toEqual(
      [2.3, 1.5, 1].map(Math.fround),
    )
  })

  it('writes over nothing, and leaves nothing half written', async () => {
    const before = readdirSync(folder.dataDir)
    await expect(write('csv', at('csv'))).rejects.toMatchObject({ code: 'input.invalid' })
    expect(readdirSync(folder.dataDir)).toEqual(before)
    const nowhere = join(folder.dataDir, 'none', 'there')
    await expect(write('csv', nowhere)).rejects.toMatchObject({ place: nowhere })
    expect(existsSync(nowhere)).toBe(false)
  })
})
