import type { ImageShape } from '#dataset'
import type { TrainingNorm, Transform } from '#threat'
import type { Verdicts } from '#trainer'
import type { AttackLoss, UntargetedLoss } from './attack-loss.ts'

/**
 * A network that only answers, in inference mode: all that a black-box attack is given. Every method
 * takes any number n of images, `[n, height, width, channel]` in [0, 1], and returns new buffers;
 * what it says of an image does not depend on the others.
 */
export interface InferenceModel {
  readonly shape: ImageShape
  /** Values in one image. */
  readonly pixels: number
  readonly classes: number
  /** `[n, class]`. */
  logits(images: Float32Array): Promise<Float32Array>
  /** Class probabilities, `[n, class]`. */
  probabilities(images: Float32Array): Promise<Float32Array>
  judge(images: Float32Array, labels: Int32Array): Promise<Verdicts>
  /** Moves each image by its own transform. */
  warp(images: Float32Array, transforms: readonly Transform[]): Promise<Float32Array>
  /** Moves each pixel. @param field `[n, height, width, 2]`: px to the right and downwards. */
  flow(images: Float32Array, field: Float32Array): Promise<Float32Array>
}

/** Where an ascent stands, as buffers; see `AscentTensors`. */
export interface AscentBuffers {
  readonly perturbed: Float32Array
  readonly clean: Float32Array
  readonly targets: Float32Array
  readonly epsilon: Float32Array
  readonly stepSize: Float32Array
}

/** What a loss reads beside the logits: one-hot rows or probabilities, `[n, class]`. */
export interface LossRows {
  /** The labels that the attack leads away from, or the prediction it is compared with. */
  readonly from: Float32Array
  /** The classes that a targeted loss leads to; the others do not read it. */
  readonly towards?: Float32Array
}

/** A loss at n images and which way is up. */
export interface Slope {
  /** `[n, class]`. */
  readonly logits: Float32Array
  /** `[n]`. */
  readonly loss: Float32Array
  /** Of each image's own loss, in its pixels. */
  readonly gradient: Float32Array
}

/** A loss of n moved images, and its gradients in degrees and px, `[n]` each. */
export interface TransformSlope extends Omit<Slope, 'gradient'> {
  readonly angle: Float32Array
  readonly dx: Float32Array
  readonly dy: Float32Array
}

/** A network that also gives gradients in its input: what white-box attacks need. */
export interface DifferentiableModel extends InferenceModel {
  /** clean + scale · noise, inside the bounds. @param scale `[n]`. */
  start(clean: Float32Array, noise: Float32Array, scale: Float32Array): Promise<Float32Array>
  /**
   * One step of `ascend`, as one graph.
   * @param through transforms that the model sees each image by; the ball stays around the image.
   */
  ascend(
    norm: TrainingNorm,
    at: AscentBuffers,
    through?: readonly Transform[],
  ): Promise<Float32Array>
  slope(loss: AttackLoss, images: Float32Array, rows: LossRows): Promise<Slope>
  /** The slope in the transforms that images are moved by before the network sees them. */
  transformSlope(
    loss: UntargetedLoss,
    images: Float32Array,
    transforms: readonly Transform[],
    from: Float32Array,
  ): Promise<TransformSlope>
  /** The slope in a flow of the pixels. */
  flowSlope(
    loss: UntargetedLoss,
    images: Float32Array,
    field: Float32Array,
    from: Float32Array,
  ): Promise<Slope>
  /**
   * The gradient of Σ weights · logits in each image's pixels, and the logits: for a difference of
   * two logits, weights are 1 and −1.
   * @param weights `[n, class]`.
   */
  pullback(images: Float32Array, weights: Float32Array): Promise<Omit<Slope, 'loss'>>
}

/** Labels as rows of `classes` values; a label outside the classes gives a row of zeros. */
export function oneHot(labels: Int32Array, classes: number): Float32Array {
  const rows = new Float32Array(labels.length * classes)
  labels.forEach((label, i) => {
    if (label >= 0 && label < classes) rows[i * classes + label] = 1
  })
  return rows
}
