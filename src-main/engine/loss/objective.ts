import type * as tf from '@tensorflow/tfjs'

/** What an objective is computed from; images `[batch, height, width, channel]` in [0, 1]. */
export interface ObjectiveInputs {
  readonly forward: (images: tf.Tensor4D) => tf.Tensor2D
  /** Before the attack (after any spatial perturbation). */
  readonly clean: tf.Tensor4D
  readonly perturbed: tf.Tensor4D
  /** One-hot labels `[batch, class]`. */
  readonly targets: tf.Tensor2D
  /** Share of each example in the mean, `[batch]`: 1 / size, and 0 for padding. */
  readonly share: tf.Tensor1D
}

/** What training minimises. */
export interface Objective {
  readonly name: string
  /** Whether `clean` is used; where it is not, it may be the same tensor as `perturbed`. */
  readonly readsClean: boolean
  /** The loss (a scalar: mean over the batch) and the logits of the perturbed inputs. */
  value(inputs: ObjectiveInputs): { readonly loss: tf.Scalar; readonly logits: tf.Tensor2D }
}
