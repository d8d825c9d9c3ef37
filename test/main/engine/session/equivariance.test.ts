import { beforeAll, describe, expect, it } from 'vitest'
import type { Batch, ImageShape } from '#dataset'
import { createOnnxCompiler, measureEquivariance, type Compiler } from '#engine'
import { generator } from '#random'
import { runSpecSchema, type RunSpecInput } from '#spec'
import { p4mHeads, resNet } from '../../../../src-main/engine/model/architecture/resnet.ts'
import { p4m } from '../../../../src-main/engine/model/group/group.ts'
import { createModel, initialWeights } from '../../../../src-main/engine/model/index.ts'
import { quarterTurnErrors } from '../../../../src-main/engine/session/equivariance/turns.ts'
import { createRunner } from '../../../../src-main/engine/session/runner.ts'
import { tinySpec } from '../../host/tiny-spec.ts'

let compiler: Compiler
beforeAll(async () => {
  compiler = await createOnnxCompiler({ threads: 1 })
})

const digit: ImageShape = { height: 28, width: 28, channels: 1 }

/** Random images with structure: blots of light on black, as digits have. */
function batchOf(shape: ImageShape, size: number): Batch {
  const random = generator(['equivariance'])
  const images = new Float32Array(size * shape.height * shape.width * shape.channels)
  return {
    images: images.map(() => Math.max(0, random.uniform() * 2 - 1)),
    labels: new Int32Array(size),
    indices: Uint32Array.from({ length: size }, (_, i) => i),
    size,
  }
}

/** The meter on a network as it begins. */
async function read(model: RunSpecInput['model'], shape = digit, size = 8) {
  const spec = runSpecSchema.parse({ ...tinySpec, model })
  const subject = { spec, shape, classes: 10 }
  const weights = initialWeights(createModel(spec.model, shape, 10), 4)
  const files = { read: () => Promise.reject(new Error('no file belongs here')) }
  return measureEquivariance(compiler, subject, weights, files, batchOf(shape, size))
}

type Reading = Awaited<ReturnType<typeof read>>
const errorsOf = ({ layers }: Reading): Record<string, number> =>
  Object.fromEntries((layers ?? []).map(({ name, error }) => [name, error]))

/** Quarter turns of a narrow P4M ResNet-18, as `read` measures them of the whole one. */
async function turnErrors(
  head: keyof typeof p4mHeads,
  side: number,
): Promise<Record<string, number>> {
  const shape = { height: side, width: side, channels: 1 }
  const model = resNet('p4m', p4m, [3, 4, 4], p4mHeads[head])(shape, 10)
  const weights = initialWeights(model, 3).map(({ values }) => values)
  const runner = createRunner(compiler, { kind: 'live', current: () => weights })
  const layers = await quarterTurnErrors(runner, model, shape, 10, batchOf(shape, 4))
  await runner.close()
  return Object.fromEntries(layers.map(({ name, error }) => [name, error]))
}

const at = ({ angles }: Reading, degrees: number) => angles.find(({ angle }) => angle === degrees)

describe('engine/session/equivariance', () => {
  it.each(['p4-cnn-small', 'p4-cnn'] as const)(
    'finds %s equivariant to 1e-4 in every layer, and its logits unmoved by quarter turns',
    async (architecture) => {
      const reading = await read({ architecture })
      expect(reading.layers?.length).toBeGreaterThan(4)
      for (const { error, largest } of reading.layers ?? []) {
        expect(error).toBeLessThan(1e-4)
        expect(largest).toBeLessThan(1e-4)
      }
      for (const degrees of [90, 180, 270]) {
        expect(at(reading, degrees)?.change).toBeLessThan(1e-4)
        expect(at(reading, degrees)?.invariance).toBe(1)
      }
      expect(at(reading, 45)?.change).toBeGreaterThan(0.01)
    },
  )

  it.each(['std-cnn', 'z2-cnn'] as const)(
    'finds %s to turn with no image',
    async (architecture) => {
      const reading = await read({ architecture })
      expect(Math.min(...Object.values(errorsOf(reading)))).toBeGreaterThan(0.01)
      expect(at(reading, 90)?.change).toBeGreaterThan(0.01)
    },
  )

  // The negative controls, as e2cnn's issue 36: strides of 2 that leave a pixel over on even sizes.
  it('shows strides of 2 on even sizes at the layer that has them, and none before', async () => {
    const errors = await turnErrors('orbit', 8)
    expect(errors.stem).toBeLessThan(1e-4)
    expect(errors['stage1/block2']).toBeLessThan(1e-4)
    expect(errors['stage2/block1']).toBeGreaterThan(1e-3)
    expect(errors.logits).toBeGreaterThan(1e-4)
  })

  it('finds the same network equivariant where strides divide', async () => {
    for (const error of Object.values(await turnErrors('orbit', 9)))
      expect(error).toBeLessThan(1e-4)
  })

  it('shows what flattening costs: maps that turn, and logits that do not stay', async () => {
    const { logits, ...maps } = await turnErrors('flatten', 9)
    for (const error of Object.values(maps)) expect(error).toBeLessThan(1e-4)
    expect(logits).toBeGreaterThan(0.01)
  })

  it('goes over a full turn, from no change at 0', async () => {
    const reading = await read({ architecture: 'std-cnn' })
    expect(reading.angles).toHaveLength(24)
    expect(at(reading, 0)).toMatchObject({ invariance: 1 })
    expect(at(reading, 0)?.change).toBeLessThan(1e-5)
    for (const degrees of [90, 180, 270]) {
      const logits = reading.layers?.at(-1)
      // The worst of the three quarter turns is the layer's error.
      expect(at(reading, degrees)?.change).toBeLessThanOrEqual((logits?.error ?? 0) * 1.01)
    }
  })

  it('has no quarter turns of images that are not square', async () => {
    const reading = await read({ architecture: 'std-cnn' }, { height: 9, width: 7, channels: 2 }, 3)
    expect(reading.layers).toBeNull()
    expect(reading.angles).toHaveLength(24)
  })
})
