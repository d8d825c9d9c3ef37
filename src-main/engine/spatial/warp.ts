import * as tf from '@tensorflow/tfjs'
import { turn } from './turn.ts'

/** How each image moves, `[batch]` each; a `Transform` of #threat for every image. */
export interface TransformTensors {
  /** Degrees, counter-clockwise as seen on a screen. */
  readonly angle: tf.Tensor1D
  /** Pixels to the right. */
  readonly dx: tf.Tensor1D
  /** Pixels downwards. */
  readonly dy: tf.Tensor1D
}

/**
 * Rotates each image about its centre ((height − 1) / 2, (width − 1) / 2), then shifts it, in one
 * bilinear resampling; what comes from outside the image is 0. Differentiable in the images and
 * in the transform. Rotation by multiples of 90° of a square image and whole-pixel shifts are exact.
 * @param images `[batch, height, width, channel]`.
 */
export function warp(images: tf.Tensor4D, transform: TransformTensors): tf.Tensor4D {
  const [batch, height, width, channels] = images.shape
  const { x, y } = sources(height, width, transform)
  const flat: tf.Tensor2D = tf.reshape(images, [batch * height * width, channels])
  const left = tf.floor(x)
  const top = tf.floor(y)
  const alongX = tf.sub(x, left)
  const alongY = tf.sub(y, top)
  const corner = (dx: 0 | 1, dy: 0 | 1): tf.Tensor2D => {
    const weightX = dx === 1 ? alongX : tf.sub(1, alongX)
    const weightY = dy === 1 ? alongY : tf.sub(1, alongY)
    const at = locate(tf.add(left, dx), tf.add(top, dy), height, width)
    const weight = tf.mul(tf.mul(weightX, weightY), at.inside)
    return tf.mul(pick(flat, at.index), tf.reshape(weight, [-1, 1]))
  }
  const above = tf.add(corner(0, 0), corner(1, 0))
  const below = tf.add(corner(0, 1), corner(1, 1))
  return tf.reshape(tf.add(above, below), images.shape)
}

/** For every output pixel, where in the input it comes from: `[batch, height, width]`, in px. */
function sources(height: number, width: number, { angle, dx, dy }: TransformTensors) {
  const each = (values: tf.Tensor1D): tf.Tensor3D => tf.reshape(values, [-1, 1, 1])
  const middleX = (width - 1) / 2
  const middleY = (height - 1) / 2
  const fromMiddleX = tf.reshape(tf.sub(tf.range(0, width), middleX), [1, 1, width])
  const fromMiddleY = tf.reshape(tf.sub(tf.range(0, height), middleY), [1, height, 1])
  const { cos, sin } = turn(angle)
  const [c, s] = [each(cos), each(sin)]
  const across = tf.sub(fromMiddleX, each(dx))
  const along = tf.sub(fromMiddleY, each(dy))
  return {
    x: tf.add(tf.sub(tf.mul(across, c), tf.mul(along, s)), middleX),
    y: tf.add(tf.add(tf.mul(across, s), tf.mul(along, c)), middleY),
  }
}

/** Rows of the flattened images for whole-pixel places, and 1 or 0 for inside or outside. */
function locate(x: tf.Tensor, y: tf.Tensor, height: number, width: number) {
  const batch = x.shape[0]
  // Whole places reach (side − 1) / 2 from the middle; a step, for it has a gradient (zero).
  const within = (at: tf.Tensor, side: number): tf.Tensor =>
    tf.step(tf.sub(side / 2, tf.abs(tf.sub(at, (side - 1) / 2))))
  const whole = (at: tf.Tensor, side: number): tf.Tensor =>
    tf.cast(tf.clipByValue(at, 0, side - 1), 'int32')
  const first = tf.reshape(tf.range(0, batch * height * width, height * width, 'int32'), [-1, 1, 1])
  const row = tf.add(first, tf.mul(whole(y, height), tf.scalar(width, 'int32')))
  const index: tf.Tensor1D = tf.reshape(tf.add(row, whole(x, width)), [-1])
  return {
    index,
    inside: tf.mul(within(x, width), within(y, height)),
  }
}

/**
 * Rows of a matrix. tfjs's own gradient of gather gives indices a gradient of type int32, which its
 * tape refuses once indices depend on an angle; theirs is zero.
 */
function pick(rows: tf.Tensor2D, index: tf.Tensor1D): tf.Tensor2D {
  const count = rows.shape[0]
  const gathered = tf.customGrad((x, at, save) => {
    ;(save as tf.GradSaveFunc)([at as tf.Tensor])
    return {
      value: tf.gather(x as tf.Tensor2D, at as tf.Tensor1D),
      gradFunc: (dy: tf.Tensor, [places]: tf.Tensor[]) => [
        tf.unsortedSegmentSum(dy, places as tf.Tensor1D, count),
        tf.zeros(places.shape),
      ],
    }
  })
  return gathered(rows, index)
}
