import type { NamedArray, Snapshot } from '#trainer'
import { elements, initialWeights, matchArrays, type Model } from '../model/index.ts'
import type { Optimiser } from '../optimiser/index.ts'

/** Weights and optimiser state between two updates; arrays are replaced, never written into. */
export interface TrainingState {
  /** Updates done. */
  step: number
  weights: readonly Float32Array[]
  /** The optimiser's arrays, slot by slot within weight by weight. */
  slots: readonly Float32Array[]
}

/** The start of a run, or where a snapshot left it; throws `model.shape` when that does not fit. */
export function openState(
  model: Model,
  optimiser: Optimiser,
  seed: number,
  from?: Snapshot,
): TrainingState {
  const slots = slotSpecs(model, optimiser)
  if (!from)
    return {
      step: 0,
      weights: initialWeights(model, seed).map(({ values }) => values),
      slots: slots.map(({ shape }) => new Float32Array(elements(shape))),
    }
  return {
    step: from.step,
    weights: matchArrays(model.name, model.weights, from.weights),
    slots: matchArrays('the optimiser', slots, from.optimiser),
  }
}

/** The state as a checkpoint keeps it. */
export function snapshotOf(model: Model, optimiser: Optimiser, state: TrainingState): Snapshot {
  return {
    step: state.step,
    weights: named(model.weights, state.weights),
    optimiser: named(slotSpecs(model, optimiser), state.slots),
  }
}

interface ArraySpec {
  readonly name: string
  readonly shape: readonly number[]
}

function slotSpecs(model: Model, optimiser: Optimiser): ArraySpec[] {
  return model.weights.flatMap(({ name, shape }) =>
    optimiser.slots.map((slot) => ({ name: `${name}/${slot}`, shape })),
  )
}

function named(specs: readonly ArraySpec[], values: readonly Float32Array[]): NamedArray[] {
  return specs.map(({ name, shape }, i) => ({ name, shape, values: values[i] }))
}
