import type { RunSpec } from '#spec'
import type { NamedArray, Snapshot } from '#trainer'
import { elements, initialWeights, isTrainable, matchArrays, type Model } from '../model/index.ts'
import { allocate, type Optimiser } from '../optimiser/index.ts'

/** Weights and optimiser state between two updates, which write into these arrays. */
export interface TrainingState {
  /** Updates done. */
  step: number
  /** Times that the weights were written: they are the same while it is. */
  version: number
  readonly weights: readonly Float32Array[]
  /** The optimiser's arrays of each trainable weight, in the order of its `slots`. */
  readonly slots: readonly (readonly Float32Array[])[]
  /** What each array goes by at the next update: its gradient, or what a running statistic became. */
  readonly followed: readonly Float32Array[]
  /** Moving averages of the weights and statistics, where the spec asks for them. */
  readonly averages?: readonly Float32Array[]
  /** The perturbation that free adversarial training carries on, `[batch, height, width, channel]`. */
  carried?: NamedArray
}

/**
 * The start of a run, or where a snapshot left it; throws `model.shape` when that does not fit.
 * @param threads that are to update it.
 */
export function openState(
  model: Model,
  optimiser: Optimiser,
  { seed, averaging }: Pick<RunSpec, 'seed' | 'averaging'>,
  threads: number,
  from?: Snapshot,
): TrainingState {
  const specs = slotSpecs(model, optimiser)
  const stored = from && matchArrays('the optimiser', specs, from.optimiser)
  const matched = (arrays: readonly NamedArray[]): readonly Float32Array[] =>
    matchArrays(model.name, model.weights, arrays)
  const first = from?.weights ?? initialWeights(model, seed)
  const count = model.weights.length
  const all = [...model.weights, ...model.weights, ...specs]
  const made = allocate(
    all.map(({ shape }) => elements(shape)),
    threads,
  )
  const [weights, slots] = [made.slice(0, count), made.slice(2 * count)]
  matched(first).forEach((values, i) => weights[i].set(values))
  stored?.forEach((values, i) => slots[i].set(values))
  const each = optimiser.slots.length
  return {
    step: from?.step ?? 0,
    version: 0,
    weights,
    followed: made.slice(count, 2 * count),
    slots: model.weights
      .filter(isTrainable)
      .map((_, weight) => slots.slice(weight * each, (weight + 1) * each)),
    ...(from?.carried?.[0] && { carried: from.carried[0] }),
    ...(averaging && {
      averages: matched(from?.averages ?? first).map((values) => values.slice()),
    }),
  }
}

/** Moves every weight by its gradient, and running statistics to what they became. */
export function update(
  model: Model,
  state: TrainingState,
  optimiser: Optimiser,
  learningRate: number,
): void {
  const { weights, followed } = state
  const slots = state.slots.values()
  model.weights.forEach((spec, i) => {
    if (isTrainable(spec)) {
      const own = slots.next().value ?? []
      optimiser.update(weights[i], followed[i], own, learningRate, state.step)
    } else weights[i].set(followed[i])
  })
  state.step++
  state.version++
}

/** Lets the averages follow the weights: a ← decay · a + (1 − decay) · w. */
export function average({ weights, averages }: TrainingState, decay: number): void {
  averages?.forEach((values, i) => {
    const weight = weights[i]
    for (let k = 0; k < values.length; k++) values[k] = decay * values[k] + (1 - decay) * weight[k]
  })
}

/** The state as a checkpoint keeps it: a copy, for training writes on. */
export function snapshotOf(model: Model, optimiser: Optimiser, state: TrainingState): Snapshot {
  return {
    step: state.step,
    weights: named(model.weights, state.weights),
    optimiser: named(slotSpecs(model, optimiser), state.slots.flat()),
    ...(state.carried && { carried: [state.carried] }),
    ...(state.averages && { averages: named(model.weights, state.averages) }),
  }
}

interface ArraySpec {
  readonly name: string
  readonly shape: readonly number[]
}

function slotSpecs(model: Model, optimiser: Optimiser): ArraySpec[] {
  return model.weights
    .filter(isTrainable)
    .flatMap(({ name, shape }) =>
      optimiser.slots.map((slot) => ({ name: `${name}/${slot}`, shape })),
    )
}

function named(specs: readonly ArraySpec[], values: readonly Float32Array[]): NamedArray[] {
  return specs.map(({ name, shape }, i) => ({ name, shape, values: values[i].slice() }))
}
