import { beforeAll, describe, expect, it } from 'vitest'
import { createEngine, createReferenceCompiler, type Compiler } from '#engine'
import { generator } from '#random'
import { runSpecSchema, type RunSpecInput } from '#spec'
import type { NamedArray, Snapshot } from '#trainer'
import { createModel, initialWeights } from '../../../../src-main/engine/model/index.ts'
import { perturbWeights } from '../../../../src-main/engine/session/perturb-weights.ts'

const shape = { height: 6, width: 5, channels: 1 }
const model = createModel({ architecture: 'std-cnn' }, shape, 3)
const still = {
  ...{ epsilon: 0, rotation: 0, translation: 0, attackSteps: 1 },
  ...{ adversarialShare: 1, spatialShare: 1, learningRate: 1 },
}
const random = generator(['wrappers'])
const batch = {
  images: Float32Array.from({ length: 8 * 30 }, () => random.uniform()),
  labels: Int32Array.from({ length: 8 }, (_, i) => i % 3),
  indices: Uint32Array.from({ length: 8 }, (_, i) => i),
  size: 8,
}
const zeros: NamedArray[] = model.weights.map(({ name, shape: extents }, i) => {
  const values = new Float32Array(initialWeights(model, 1)[i].values.length)
  return { name: `${name}/velocity`, shape: extents, values }
})

let compiler: Compiler
beforeAll(async () => {
  compiler = await createReferenceCompiler()
})

/** Steps of plain SGD at rate 1, from the given weights. */
async function train(
  changes: Partial<RunSpecInput>,
  weights: readonly NamedArray[],
  rates: readonly number[] = [1],
): Promise<{ losses: number[]; snapshots: Snapshot[] }> {
  const spec = runSpecSchema.parse({
    ...{ version: 1, epochs: 2, batchSize: 8, curriculum: {} },
    dataset: { source: { kind: 'digits' }, train: 16, test: 10 },
    model: { architecture: 'std-cnn' },
    optimiser: { kind: 'sgd', momentum: 0 },
    evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
    ...changes,
  })
  const about = { name: compiler.name, provider: 'cpu', threads: 1, versions: {} }
  const engine = createEngine(compiler, about)
  const session = await engine.openTraining(
    { spec, shape, classes: 3 },
    { step: 0, weights, optimiser: zeros },
  )
  const losses: number[] = []
  const snapshots: Snapshot[] = []
  for (const learningRate of rates) {
    losses.push((await session.step(batch, { ...still, learningRate }, ['key'])).loss)
    snapshots.push(await session.snapshot())
  }
  await session.close()
  return { losses, snapshots }
}

const difference = (a: readonly NamedArray[], b: readonly NamedArray[]): Float32Array[] =>
  a.map(({ values }, i) => values.map((value, k) => value - b[i].values[k]))
const length = (values: Float32Array): number => Math.hypot(...values)

describe('engine/session, adversarial weight perturbation', () => {
  const first = initialWeights(model, 4)
  const gamma = 0.05

  /** The weights moved by hand along a gradient found by an ordinary step. */
  async function movedByHand(): Promise<NamedArray[]> {
    const { snapshots } = await train({}, first)
    const gradients = difference(first, snapshots[0].weights)
    return first.map((array, i) => {
      if (array.shape.length < 2) return array
      const scale = (gamma * length(array.values)) / length(gradients[i])
      return { ...array, values: array.values.map((w, k) => w + scale * gradients[i][k]) }
    })
  }

  it('takes the gradient where the loss is higher, and moves the weights as they were', async () => {
    const moved = await movedByHand()
    const [plain, there] = [await train({}, first), await train({}, moved)]
    const found = await train({ weightPerturbation: { gamma } }, first)
    expect(there.losses[0]).toBeGreaterThan(plain.losses[0])
    expect(found.losses[0]).toBeCloseTo(there.losses[0], 4)
    const right = difference(moved, there.snapshots[0].weights)
    const steps = difference(first, found.snapshots[0].weights)
    steps.forEach((step, i) =>
      step.forEach((value, k) => expect(value).toBeCloseTo(right[i][k], 4)),
    )
  })

  it('is no longer than γ of each layer, leaves biases, and is taken back bit for bit', () => {
    const weights = first.map(({ values }) => values.slice())
    const gradients = first.map(({ values }, i) =>
      // One layer has no gradient at all.
      values.map((_, k) => (i === 2 ? 0 : Math.sin(k + i))),
    )
    const restore = perturbWeights(model, weights, gradients, gamma)
    weights.forEach((values, i) => {
      const moved = length(values.map((value, k) => value - first[i].values[k]))
      const isMoved = first[i].shape.length > 1 && i !== 2
      expect(moved).toBeCloseTo(isMoved ? gamma * length(first[i].values) : 0, 5)
    })
    restore()
    expect(weights).toEqual(first.map(({ values }) => values))
  })

  it('waits for its first epoch', async () => {
    const rates = [0.1, 0.1, 0.1, 0.1]
    const plain = await train({}, first, rates)
    const late = await train({ weightPerturbation: { gamma, fromEpoch: 2 } }, first, rates)
    expect(late.losses.slice(0, 2)).toEqual(plain.losses.slice(0, 2))
    expect(late.losses[2]).toBeGreaterThan(plain.losses[2])
  })
})

describe('engine/session, averaging', () => {
  it('follows a ← decay · a + (1 − decay) · w, and changes nothing of training', async () => {
    const first = initialWeights(model, 4)
    const rates = [0.3, 0.2, 0.1]
    const plain = await train({}, first, rates)
    const { snapshots } = await train({ averaging: { decay: 0.7 } }, first, rates)
    let expected = first.map(({ values }) => values)
    snapshots.forEach((snapshot, step) => {
      expect(snapshot.weights).toEqual(plain.snapshots[step].weights)
      expected = expected.map((values, i) =>
        values.map((value, k) => 0.7 * value + (1 - 0.7) * snapshot.weights[i].values[k]),
      )
      expect(snapshot.averages?.map(({ values }) => values)).toEqual(expected)
      expect(snapshot.averages?.map(({ name }) => name)).toEqual(first.map(({ name }) => name))
    })
    expect(plain.snapshots[0].averages).toBeUndefined()
  })
})
