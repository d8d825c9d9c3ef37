import type { Norm, Transform } from '#threat'
import type { Verdicts } from '#trainer'

/** Images of one batch, padded to a model's capacity: what is beyond `size` means nothing. */
export interface PaddedBatch {
  /** `[capacity, height, width, channel]` in [0, 1]. */
  readonly images: Float32Array
  readonly labels: Int32Array
  /** Position of each example in its dataset: the name its random draws go by. */
  readonly indices: Uint32Array
  readonly size: number
}

/** Where an ascent stands, as buffers; see `AscentTensors`. */
export interface AscentBuffers {
  readonly perturbed: Float32Array
  readonly clean: Float32Array
  readonly targets: Float32Array
  readonly epsilon: Float32Array
  readonly stepSize: Float32Array
}

/**
 * All that an attack may ask of a network: compiled, in inference mode, for `capacity` images at
 * once. Every buffer holds `capacity` images, padding included; results are new buffers.
 */
export interface InferenceModel {
  readonly capacity: number
  /** Values in one image. */
  readonly pixels: number
  readonly classes: number
  judge(images: Float32Array, labels: Int32Array): Promise<Verdicts>
  /** Class probabilities, `[capacity, class]`. */
  probabilities(images: Float32Array): Promise<Float32Array>
  start(clean: Float32Array, noise: Float32Array, scale: Float32Array): Promise<Float32Array>
  ascend(norm: Norm, at: AscentBuffers): Promise<Float32Array>
  /** @param transforms one for each image; padding stays where it is. */
  warp(images: Float32Array, transforms: readonly Transform[]): Promise<Float32Array>
}

/** Labels as rows of `classes` values; a label outside the classes gives a row of zeros. */
export function oneHot(labels: Int32Array, classes: number): Float32Array {
  const rows = new Float32Array(labels.length * classes)
  labels.forEach((label, i) => {
    if (label >= 0 && label < classes) rows[i * classes + label] = 1
  })
  return rows
}
