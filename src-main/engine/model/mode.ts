import type * as tf from '@tensorflow/tfjs'

/**
 * How batch normalisation normalises: by the running statistics, each image on its own, or by those
 * of the batch it is in, which it also makes known.
 */
export type Mode = { readonly kind: 'inference' } | TrainingMode

export interface TrainingMode {
  readonly kind: 'training'
  /** Share of each example in the statistics, `[batch]`: 1 / size, and 0 for padding. */
  readonly share: tf.Tensor1D
  /**
   * Told of every statistic of the batch, by the name of the array that runs after it; once for each
   * forward pass, in order.
   */
  observe(name: string, statistic: tf.Tensor): void
}

export const inference: Mode = { kind: 'inference' }

/** Share of the newest batch in a running statistic: torch.nn.BatchNorm2d's momentum. */
export const momentum = 0.1
