import type { RunSpecInput } from '#spec'

/**
 * The sizes a study is made in: to look at, on two cores with the digits, and as the source paper has
 * it, for a GPU. Names are stored: add, never rename.
 */
export const sizes = ['quick', 'digits', 'paper'] as const
export type Size = (typeof sizes)[number]

/** What a size settles for every study, so that two studies of one size can be read together. */
export interface Scale {
  readonly dataset: RunSpecInput['dataset']
  /** The planar network and the group-equivariant one. */
  readonly planar: RunSpecInput['model']
  readonly equivariant: RunSpecInput['model']
  readonly epochs: number
  readonly batchSize: number
  readonly optimiser: RunSpecInput['optimiser']
  readonly learningRate: readonly Key[]
  /** Steps of PGD, or of the inner loop of TRADES, in training. */
  readonly attackSteps: number
  /** Weight of the KL term of TRADES. */
  readonly beta: number
  readonly evaluation: {
    /** Test images. */
    readonly count: number
    /** Steps of PGD in evaluation. */
    readonly steps: number
  }
  /** Half-ranges of training rotation beside 0, in ± degrees. */
  readonly rotations: readonly number[]
  /** Half-ranges of training translation beside 0, in ± px. */
  readonly translations: readonly number[]
  /** Training radii beside 0, in pixel scale. */
  readonly radii: readonly number[]
  /** Where networks are evaluated that were trained against that kind of perturbation. */
  readonly full: Strength
  /** Where those are that were not: weaker, so that they are neither always right nor always wrong. */
  readonly mild: Strength
  /** Full strength where both kinds act together. */
  readonly joint: Strength
  /** Epochs of the runs beside those: both kinds together take longer to learn. */
  readonly jointEpochs: number
  /** What those runs do to training examples before any perturbation; left out, nothing. */
  readonly jointAugmentation?: RunSpecInput['augmentation']
  /** Seeds of a study that is not told any. */
  readonly seeds: readonly number[]
  /** What whoever starts it should know first. */
  readonly note?: string
}

/** ε in pixel scale, rotation ± degrees, translation ± px. */
export interface Strength {
  readonly epsilon: number
  readonly rotation: number
  readonly translation: number
}

type Lanes = NonNullable<NonNullable<RunSpecInput['curriculum']>['lanes']>
export type Key = NonNullable<Lanes['epsilon']>[number]
