import type * as tf from '@tensorflow/tfjs'

/** The state an update leaves: as many weights and slots as came in, in the same order. */
export interface Update {
  readonly weight: tf.Tensor
  readonly slots: readonly tf.Tensor[]
}

/** How weights follow their gradient; pure, so that it compiles into the training step. */
export interface Optimiser {
  /** Names of the arrays it keeps beside each weight, of the weight's shape, zero at the start. */
  readonly slots: readonly string[]
  /**
   * The numbers that change from step to step, as the update wants them.
   * @param step updates done before this one.
   */
  rates(learningRate: number, step: number): number[]
  /** @param rates scalars, as many as `rates` gives. */
  update(
    weight: tf.Tensor,
    gradient: tf.Tensor,
    slots: readonly tf.Tensor[],
    rates: readonly tf.Tensor[],
  ): Update
}
