import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '#dataset'
import { createEngine, createOnnxCompiler, createReferenceCompiler, type Compiler } from '#engine'
import { generator } from '#random'
import { runSpecSchema } from '#spec'
import { attackPlanSchema } from '#threat'
import type { Engine, Subject } from '#trainer'
import { ascend, oneHot, tensorBalls } from '../../../../src-main/engine/attack/index.ts'
import { createModel, inference, initialWeights } from '../../../../src-main/engine/model/index.ts'

const shape = { height: 6, width: 5, channels: 2 }
const pixels = 60
const classes = 3
const spec = runSpecSchema.parse({
  version: 1,
  dataset: { source: { kind: 'digits' }, train: 10, test: 10 },
  model: { architecture: 'std-cnn' },
  epochs: 1,
  batchSize: 4,
  curriculum: {},
  evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
})
const subject: Subject = { spec, shape, classes }
const model = createModel(spec.model, shape, classes)
const weights = initialWeights(model, 5)
const still = {
  epsilon: 0,
  rotation: 0,
  attackSteps: 2,
  translation: 0,
  adversarialShare: 1,
  spatialShare: 1,
  learningRate: 0.01,
}

function batchOf(indices: number[]): Batch {
  const images = Float32Array.from(
    indices.flatMap((index) => {
      const random = generator(['image', index])
      return Array.from({ length: pixels }, () => random.uniform())
    }),
  )
  const labels = Int32Array.from(indices, (index) => index % classes)
  return { images, labels, indices: Uint32Array.from(indices), size: indices.length }
}
const digit = { height: 28, width: 28, channels: 1 }
/** As `batchOf`, of 28 × 28 images. */
function digits(indices: number[]): Batch {
  const images = Float32Array.from({ length: indices.length * 784 }, (_, i) => {
    return generator(['digit', indices[Math.floor(i / 784)], i % 784]).uniform()
  })
  return { ...batchOf(indices), images }
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i)
const engineOver = (compiler: Compiler): Engine =>
  createEngine(compiler, { name: compiler.name, provider: 'cpu', threads: 2, versions: {} })

/** A compiler that counts what it compiles, by name. */
function counting(inner: Compiler): Compiler & { readonly names: string[] } {
  const names: string[] = []
  return {
    name: inner.name,
    names,
    compile(program, inputs, options) {
      names.push(options.name)
      return inner.compile(program, inputs, options)
    },
  }
}

describe('engine/session', () => {
  let onnx: Compiler
  let reference: Compiler
  beforeAll(async () => {
    onnx = await createOnnxCompiler({ threads: 2 })
    reference = await createReferenceCompiler()
  })

  it('PGD, step by compiled step, equals the loop written in tfjs', async () => {
    const batch = batchOf(upTo(5))
    const session = await engineOver(onnx).openEvaluation(subject, weights)
    const plan = attackPlanSchema.parse({
      ...{ attack: 'pgd', epsilon: 0.1, steps: 4, stepSize: { absolute: 0.03 } },
      randomStart: false,
    })
    const { perturbed } = await session.attack(plan, batch, ['test'])
    await session.close()
    await tf.setBackend('cpu')
    const expected = tf.tidy(() => {
      const given = weights.map(({ values, shape: extents }) => tf.tensor(values, [...extents]))
      const clean = tf.tensor4d(batch.images, [5, 6, 5, 2])
      const targets = tf.tensor2d(oneHot(batch.labels, classes), [5, classes])
      const [epsilon, stepSize] = [0.1, 0.03].map((value) => tf.fill<tf.Rank.R1>([5], value))
      const forward = (x: tf.Tensor4D): tf.Tensor2D => model.forward(x, given, inference)
      const step = (from: tf.Tensor4D): tf.Tensor4D =>
        ascend(tensorBalls.linf, forward, { perturbed: from, clean, targets, epsilon, stepSize })
      return step(step(step(step(clean)))).dataSync()
    })
    perturbed.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-5))
  })

  it.each([1, 8, 9, 40, 130])('predicts %i images as it predicts each alone', async (count) => {
    const session = await engineOver(onnx).openEvaluation(subject, weights)
    const together = await session.predict(batchOf(upTo(count)))
    expect(together.prediction.length).toBe(count)
    for (const index of new Set([0, count >> 1, count - 1])) {
      const alone = await session.predict(batchOf([index]))
      expect(alone.prediction[0]).toBe(together.prediction[index])
      expect(alone.loss[0]).toBeCloseTo(together.loss[index], 5)
      expect(alone.margin[0]).toBeCloseTo(together.margin[index], 5)
    }
    await session.close()
  })

  it.each([
    { attack: 'pgd', epsilon: 0.1, steps: 3, restarts: 2 },
    { attack: 'pgd', norm: 'l2', epsilon: 0.5, steps: 3 },
    { attack: 'spatial-random', rotation: 45, translation: 1, draws: 3 },
    { attack: 'spatial-grid', rotation: 30, translation: 1, rotations: 3, translations: 3 },
  ])('gives the attack of the reference: %o', async (given) => {
    const plan = attackPlanSchema.parse(given)
    const run = async (compiler: Compiler) => {
      const session = await engineOver(compiler).openEvaluation(subject, weights)
      return session.attack(plan, batchOf(upTo(6)), ['same'])
    }
    const [found, right] = [await run(onnx), await run(reference)]
    expect(found.prediction).toEqual(right.prediction)
    found.perturbed.forEach((v, i) => expect(Math.abs(v - right.perturbed[i])).toBeLessThan(1e-4))
  })

  it('compiles what a step needs when it needs it, once', async () => {
    const compiler = counting(reference)
    const session = await engineOver(compiler).openTraining(subject)
    const kinds = (): string[] => compiler.names.map((name) => name.split(' of ')[0])
    const graph = await session.graph?.()
    expect(graph).toEqual(await session.graph?.())
    expect(kinds()).toEqual(['cross-entropy gradient'])
    await session.step(batchOf(upTo(4)), still, ['a'])
    expect(kinds()).toEqual(['cross-entropy gradient'])
    await session.step(batchOf(upTo(2)), { ...still, rotation: 10 }, ['b'])
    expect(kinds().slice(1)).toEqual(['warp'])
    const armed = { ...still, rotation: 10, epsilon: 0.1, attackSteps: 3 }
    await session.step(batchOf(upTo(3)), armed, ['c'])
    await session.step(batchOf(upTo(4)), { ...armed, attackSteps: 1 }, ['d'])
    expect(kinds().slice(2)).toEqual(['start', 'linf step'])
  })

  it('padding changes neither loss nor weights', async () => {
    const step = async (batchSize: number): Promise<number[]> => {
      const padded = { ...subject, spec: { ...spec, batchSize } }
      const session = await engineOver(onnx).openTraining(padded)
      const { loss } = await session.step(batchOf([0, 1, 2]), { ...still, epsilon: 0.1 }, ['k'])
      const { weights: after } = await session.snapshot()
      return [loss, ...after.flatMap(({ values }) => [...values])]
    }
    const [full, padded] = [await step(3), await step(7)]
    padded.forEach((value, i) => expect(Math.abs(value - full[i])).toBeLessThan(1e-5))
  })

  it('padding changes no batch statistic, whether learnt from or crafted by', async () => {
    const step = async (batchSize: number, batchNorm: 'inference' | 'training') => {
      const model = { architecture: 'p4-cnn' } as const
      const attack = { ...spec.attack, batchNorm, randomStart: false }
      const padded = { shape: digit, classes, spec: { ...spec, batchSize, model, attack } }
      const session = await engineOver(onnx).openTraining(padded)
      const batch = digits([0, 1, 2])
      await session.step(batch, { ...still, epsilon: 0.1 }, ['k'])
      const { weights: after, optimiser } = await session.snapshot()
      await session.close()
      expect(optimiser.some(({ name }) => /mean\/|variance\//.test(name))).toBe(false)
      return new Map(after.map(({ name, values }) => [name, values]))
    }
    const full = await step(3, 'training')
    const padded = await step(5, 'training')
    const calm = await step(3, 'inference')
    for (const name of ['norm1/mean', 'norm6/variance']) {
      const [right, found] = [full.get(name) ?? [], padded.get(name) ?? []]
      right.forEach((value, i) => expect(Math.abs(value - found[i])).toBeLessThan(1e-5))
      expect(right).not.toEqual(name === 'norm1/mean' ? new Float32Array(10) : calm.get(name))
    }
  })

  it('a share of 0 is as no perturbation at all', async () => {
    const step = async (settings: typeof still) => {
      const session = await engineOver(onnx).openTraining(subject)
      const outcome = await session.step(batchOf(upTo(4)), settings, ['k'])
      return { outcome, ...(await session.snapshot()) }
    }
    const calm = await step(still)
    const strong = { ...still, epsilon: 0.3, rotation: 90, translation: 2 }
    expect(await step({ ...strong, spatialShare: 0, adversarialShare: 0 })).toEqual(calm)
    expect(await step({ ...strong, spatialShare: 0 })).not.toEqual(calm)
    expect(await step({ ...strong, adversarialShare: 0 })).not.toEqual(calm)
  })

  it('perturbs about the share asked for', async () => {
    const large = { ...subject, spec: { ...spec, batchSize: 64 } }
    const session = await engineOver(onnx).openTraining(large)
    const lossAt = async (adversarialShare: number): Promise<number> => {
      const settings = { ...still, learningRate: 0, epsilon: 0.1, adversarialShare }
      return (await session.step(batchOf(upTo(64)), settings, ['k'])).loss
    }
    const [none, half, all] = [await lossAt(0), await lossAt(0.5), await lossAt(1)]
    const part = (half - none) / (all - none)
    expect(part).toBeGreaterThan(0.3)
    expect(part).toBeLessThan(0.7)
  })

  it('refuses weights of another model, naming the array', async () => {
    const [first, ...rest] = weights
    const bent = [{ ...first, shape: [1, 16, 2, 16] }, ...rest]
    const opened = (given: typeof weights) => engineOver(reference).openEvaluation(subject, given)
    await expect(opened(bent)).rejects.toMatchObject({ code: 'model.shape', place: 'conv1/kernel' })
    await expect(opened(rest)).rejects.toMatchObject({ code: 'model.shape' })
  })
})
