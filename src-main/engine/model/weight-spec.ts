/** One array of a model, and the distribution its first values come from. */
export interface WeightSpec {
  /** Stable: checkpoints go by it. */
  readonly name: string
  /** Convolutions `[height, width, in, out]`, dense layers `[in, out]`, biases `[out]`. */
  readonly shape: readonly number[]
  readonly initial: 'he' | 'he-fan-out' | 'glorot' | 'fan-in' | 'zeros' | 'ones'
  /** `false`: a running statistic. It follows the batches, has no gradient and no optimiser slot. */
  readonly trainable?: false
}
