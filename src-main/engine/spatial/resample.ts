import * as tf from '@tensorflow/tfjs'

/** Columns and rows of an image, in px from its first pixel; not yet whole. */
export interface Places {
  readonly x: tf.Tensor3D
  readonly y: tf.Tensor3D
}

/**
 * Reads images at places between their pixels, bilinearly; outside is 0. Differentiable in the images
 * and in the places.
 * @param images `[batch, height, width, channel]`.
 * @param x for every output pixel the column it comes from, `[batch, height, width]`, in px; y the row.
 */
export function resample(images: tf.Tensor4D, { x, y }: Places): tf.Tensor4D {
  const [batch, height, width, channels] = images.shape
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
