import { describe, expect, it } from 'vitest'
import { createEngine, createReferenceCompiler } from '#engine'
import { generator } from '#random'
import { problemsOfRun, runSpecSchema, type RunSpecInput } from '#spec'
import { attackPlanSchema } from '#threat'
import type { NamedArray } from '#trainer'

const shape = { height: 6, width: 5, channels: 1 }
const random = generator(['free'])
const batch = {
  images: Float32Array.from({ length: 6 * 30 }, () => random.uniform()),
  labels: Int32Array.from({ length: 6 }, (_, i) => i % 3),
  indices: Uint32Array.from({ length: 6 }, (_, i) => i),
  size: 6,
}
const settings = {
  ...{ epsilon: 0.1, rotation: 0, translation: 0, attackSteps: 1 },
  ...{ adversarialShare: 1, spatialShare: 1, learningRate: 0.1 },
}
const free = { randomStart: false, replays: 2, stepSize: { relativeToEpsilon: 1 } }
const subjectOf = (changes: Partial<RunSpecInput>) => {
  const spec = runSpecSchema.parse({
    ...{ version: 1, epochs: 1, batchSize: 8, curriculum: {} },
    dataset: { source: { kind: 'digits' }, train: 8, test: 8 },
    model: { architecture: 'std-cnn' },
    optimiser: { kind: 'sgd', momentum: 0 },
    probe: { count: 8 },
    evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
    ...changes,
  })
  return { spec, shape, classes: 3 }
}

describe('engine/session, free adversarial training', () => {
  it('is FGSM training whose perturbation comes from the pass before, clipped to the ball', async () => {
    const compiler = await createReferenceCompiler()
    const about = { name: compiler.name, provider: 'cpu', threads: 1, versions: {} }
    const engine = createEngine(compiler, about)
    const replayed = await engine.openTraining(subjectOf({ attack: free }))
    const plain = await engine.openTraining(subjectOf({}))
    const fgsm = attackPlanSchema.parse({ attack: 'fgsm', epsilon: 0.1 })
    const still = { ...settings, epsilon: 0 }
    /** FGSM's images at the weights that `plain` has now. */
    const crafted = async (): Promise<Float32Array> => {
      const { weights } = await plain.snapshot()
      const judge = await engine.openEvaluation(subjectOf({}), weights)
      const { perturbed } = await judge.attack(fgsm, batch, ['key'])
      await judge.close()
      return perturbed
    }
    const near = (a: readonly NamedArray[], b: readonly NamedArray[]): void =>
      a.forEach(({ values }, i) =>
        values.forEach((value, k) => expect(value).toBeCloseTo(b[i].values[k], 5)),
      )
    // First pass: nothing is carried yet, so it learns from the images as they are.
    const next = await crafted()
    await replayed.step(batch, settings, ['key'])
    await plain.step(batch, still, ['key'])
    const first = await replayed.snapshot()
    near(first.weights, (await plain.snapshot()).weights)
    const carried = first.carried?.[0].values ?? new Float32Array()
    batch.images.forEach((value, i) => expect(value + carried[i]).toBeCloseTo(next[i], 5))
    // Places that the batch did not fill carry nothing.
    expect([...carried.subarray(6 * 30)].every((value) => value === 0)).toBe(true)
    // Second pass: it learns from FGSM's images of the weights before the first update.
    await replayed.step(batch, settings, ['key'])
    await plain.step({ ...batch, images: next }, still, ['key'])
    const second = await replayed.snapshot()
    near(second.weights, (await plain.snapshot()).weights)
    for (const value of second.carried?.[0].values ?? [])
      expect(Math.abs(value)).toBeLessThanOrEqual(0.1 + 1e-6)
    await replayed.close()
    await plain.close()
  })

  it('steps by ε where the spec does not say: what turns round comes back to the image', async () => {
    const compiler = await createReferenceCompiler()
    const about = { name: compiler.name, provider: 'cpu', threads: 1, versions: {} }
    const engine = createEngine(compiler, about)
    const session = await engine.openTraining(subjectOf({ attack: { replays: 2 } }))
    const inside = { ...batch, images: batch.images.map((value) => 0.2 + 0.6 * value) }
    const turned = { ...inside, labels: inside.labels.map((label) => (label + 1) % 3) }
    const still = { ...settings, learningRate: 0 }
    await session.step(inside, still, ['key'])
    await session.step(turned, still, ['key'])
    const found = (await session.snapshot()).carried?.[0].values.subarray(0, inside.images.length)
    await session.close()
    const sizes = Array.from(found ?? [], (value) => Number(Math.abs(value).toFixed(5)))
    expect(new Set(sizes)).toEqual(new Set([0, 0.1]))
  })

  it('refuses what it cannot be combined with, by name', () => {
    const placesOf = (changes: Partial<RunSpecInput>) =>
      problemsOfRun(subjectOf(changes).spec).map(({ place }) => place)
    expect(placesOf({ attack: free })).toEqual([])
    expect(placesOf({ attack: { replays: 2 } })).toEqual([])
    expect(placesOf({ attack: { replays: 2, randomStart: true } })).toEqual(['attack.randomStart'])
    expect(placesOf({ attack: free, loss: { kind: 'trades' } })).toEqual(['loss.kind'])
    expect(placesOf({ attack: free, order: 'adversarial-through-spatial' })).toEqual(['order'])
    expect(placesOf({ attack: free, spatial: { choose: 'worst', draws: 2 } })).toEqual(['spatial'])
    expect(placesOf({ attack: free, weightPerturbation: { gamma: 0.1 } })).toEqual([
      'weightPerturbation',
    ])
  })
})
