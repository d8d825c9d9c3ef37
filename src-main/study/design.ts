import type { RunSpec } from '#spec'
import type { AttackPlan } from '#threat'

/** One setting of a study, run once for each seed. */
export interface Cell {
  /** Unique in its study; also the name of its runs. */
  readonly label: string
  /** With seed 0; another seed makes another run of the same cell. */
  readonly spec: RunSpec
}

/** A number that is read off an evaluated run. */
export interface Measure {
  /** `clean accuracy`, `spatial invariance`, … */
  readonly label: string
  readonly metric: Metric
  /** Which plan of the evaluation it is read from. */
  readonly plan: AttackPlan
}

/** Right about the label, or unmoved whatever the label: the two do not always agree. */
export type Metric = 'accuracy' | 'invariance'

/** Which way a claim says that a measure goes. */
export type Expectation = 'rises' | 'falls'

/** A cell at its level of what training is made harder by. */
export interface Rung {
  readonly level: number
  readonly cell: Cell
}

interface Common {
  /** What it is about, in few words: `std-cnn, rotation`. */
  readonly about: string
  /** A claim is what the study was made for; a check shows that the training did what it should. */
  readonly role: 'claim' | 'check'
}

/** A measure goes one way as training gets harder. */
export interface Trend extends Common {
  readonly kind: 'trend'
  readonly axis: Axis
  /** In rising order of level. */
  readonly points: readonly Rung[]
  readonly measure: Measure
  readonly expected: Expectation
}

/** What training is made harder by. */
export interface Axis {
  readonly label: string
  readonly unit: string
}

/** A measure is higher, or lower, in one cell than in another. */
export interface Difference extends Common {
  readonly kind: 'difference'
  readonly cell: Cell
  readonly baseline: Cell
  readonly measure: Measure
  readonly expected: Expectation
}

/**
 * A cell takes the Pareto front of others further out: the hypervolume of `front` and the cell, less
 * that of `front` and, where there is one, the rival.
 */
export interface Advance extends Common {
  readonly kind: 'advance'
  readonly cell: Cell
  readonly front: readonly Cell[]
  readonly rival: Cell | null
  /** Adversarial and spatial, both by one metric. */
  readonly measures: readonly [Measure, Measure]
}

export type Hypothesis = Trend | Difference | Advance

/** What a study runs, what it reads off the runs, and what it asks of the numbers. */
export interface Design {
  readonly cells: readonly Cell[]
  /** Columns of its table. */
  readonly measures: readonly Measure[]
  readonly hypotheses: readonly Hypothesis[]
}
