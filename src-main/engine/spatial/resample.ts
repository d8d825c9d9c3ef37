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
  const [high, wide] = [height + 2 * margin, width + 2 * margin]
  const framed = tf.pad(images, [
    [0, 0],
    [margin, margin],
    [margin, margin],
    [0, 0],
  ])
  const flat: tf.Tensor2D = tf.reshape(framed, [batch * high * wide, channels])
  const left = tf.floor(x)
  const top = tf.floor(y)
  const [right, bottom] = [tf.sub(x, left), tf.sub(y, top)]
  const [leftShare, topShare] = [tf.sub(1, right), tf.sub(1, bottom)]
  const first = tf.reshape(tf.range(0, batch * high * wide, high * wide, 'int32'), [-1, 1, 1])
  const row = tf.mul(within(top, height), tf.scalar(wide, 'int32'))
  const index: tf.Tensor1D = tf.reshape(tf.add(tf.add(first, row), within(left, width)), [-1])
  const corner = (offset: number, weight: tf.Tensor): tf.Tensor2D =>
    tf.mul(pick(flat, tf.add(index, tf.scalar(offset, 'int32'))), tf.reshape(weight, [-1, 1]))
  const above = tf.add(corner(0, tf.mul(leftShare, topShare)), corner(1, tf.mul(right, topShare)))
  const below = tf.add(
    corner(wide, tf.mul(leftShare, bottom)),
    corner(wide + 1, tf.mul(right, bottom)),
  )
  return tf.reshape(tf.add(above, below), images.shape)
}

/**
 * A frame of zeros around each image, so wide that a place outside reads nothing else: who looks at
 * it needs no mask for any corner.
 */
const margin = 2

/** Whole places as rows or columns of the framed image; far outside becomes just outside. */
function within(at: tf.Tensor, side: number): tf.Tensor {
  return tf.cast(tf.add(tf.clipByValue(at, -margin, side), margin), 'int32')
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
