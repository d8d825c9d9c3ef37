import type * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import type { FeatureMap, Reveal } from './layer/index.ts'
import type { Mode } from './mode.ts'
import type { WeightSpec } from './weight-spec.ts'

/** A classifier as a pure function of images and weights; normalisation is one of its layers. */
export interface Model {
  readonly name: string
  readonly weights: readonly WeightSpec[]
  /** What `forward` reveals, in order of depth; nothing of an imported model. */
  readonly maps?: readonly FeatureMap[]
  /**
   * @param images `[batch, height, width, channel]` in [0, 1], unnormalised.
   * @param weights in the order of `weights`.
   * @param mode how batch normalisation normalises; without such layers it changes nothing.
   * @param reveal is told of each of `maps`.
   * @returns logits `[batch, class]`.
   */
  forward(
    images: tf.Tensor4D,
    weights: readonly tf.Tensor[],
    mode: Mode,
    reveal?: Reveal,
  ): tf.Tensor2D
}

/** Builds a model for a size of image and a number of classes. */
export type Architecture = (shape: ImageShape, classes: number) => Model

/** Elements of a tensor of this shape. */
export function elements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** Whether a gradient reaches this array. */
export function isTrainable({ trainable }: WeightSpec): boolean {
  return trainable !== false
}

/** Trainable parameters, as the literature counts them: without running statistics. */
export function parameterCount({ weights }: Model): number {
  return weights.filter(isTrainable).reduce((sum, { shape }) => sum + elements(shape), 0)
}
