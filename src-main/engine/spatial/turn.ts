import * as tf from '@tensorflow/tfjs'

/**
 * Cosine and sine of angles in degrees, exact at multiples of 90: the angle is split into quarter
 * turns, whose values are whole numbers, and a rest within ±45°.
 */
export function turn(degrees: tf.Tensor1D): { cos: tf.Tensor1D; sin: tf.Tensor1D } {
  const quarters: tf.Tensor1D = tf.round(tf.div(degrees, 90))
  const rest = tf.mul(tf.sub(degrees, tf.mul(quarters, 90)), Math.PI / 180)
  const wholeCos = quarterCosine(quarters)
  const wholeSin = quarterCosine(tf.sub(quarters, 1))
  const restCos = tf.cos(rest)
  const restSin = tf.sin(rest)
  return {
    cos: tf.sub(tf.mul(wholeCos, restCos), tf.mul(wholeSin, restSin)),
    sin: tf.add(tf.mul(wholeSin, restCos), tf.mul(wholeCos, restSin)),
  }
}

/** cos(90° · q) for whole q: 1, 0, −1, 0, … */
function quarterCosine(quarters: tf.Tensor1D): tf.Tensor1D {
  const phase = tf.sub(quarters, tf.mul(tf.floor(tf.div(quarters, 4)), 4))
  return tf.sub(tf.abs(tf.sub(phase, 2)), 1)
}
