import type * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'

/** One trainable array of a model, and the distribution its first values come from. */
export interface WeightSpec {
  /** Stable: checkpoints go by it. */
  readonly name: string
  /** Convolutions `[height, width, in, out]`, dense layers `[in, out]`, biases `[out]`. */
  readonly shape: readonly number[]
  readonly initial: 'he' | 'glorot' | 'zeros'
}

/** A classifier as a pure function of images and weights; normalisation is one of its layers. */
export interface Model {
  readonly name: string
  readonly weights: readonly WeightSpec[]
  /**
   * @param images `[batch, height, width, channel]` in [0, 1], unnormalised.
   * @param weights in the order of `weights`.
   * @returns logits `[batch, class]`.
   */
  forward(images: tf.Tensor4D, weights: readonly tf.Tensor[]): tf.Tensor2D
}

/** Builds a model for a size of image and a number of classes. */
export type Architecture = (shape: ImageShape, classes: number) => Model

/** Trainable values in a model. */
export function parameterCount(model: Model): number {
  return model.weights.reduce((sum, spec) => sum + elements(spec.shape), 0)
}

/** Values in an array of this shape. */
export function elements(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1)
}
