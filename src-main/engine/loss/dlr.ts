import * as tf from '@tensorflow/tfjs'
import { margin } from './margin.ts'

/** Takes a logit out of the running; logits stay far smaller. */
const outOfReach = 1e9
/** Keeps level logits from dividing by zero (as autopgd_base.py of fra31/auto-attack). */
const tiny = 1e-12

/**
 * Difference of logits ratio: −(z_y − max_{i≠y} z_i) / (z_π1 − z_π3), where π sorts the logits from
 * the highest. Unlike cross-entropy it does not change when logits are scaled or shifted.
 * Source: Croce & Hein 2020 (arXiv 2003.01690, eq. 6).
 * @param targets one-hot `[batch, class]`, at least three classes.
 * @returns `[batch]`, positive where the model errs.
 */
export function dlr(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  const [first, , third] = highest(logits, 3)
  return tf.div(tf.neg(margin(logits, targets)), tf.add(tf.sub(first, third), tiny))
}

/**
 * −(z_y − z_t) / (z_π1 − (z_π3 + z_π4) / 2), towards the class t (arXiv 2003.01690, eq. 7).
 * @param targets one-hot true labels `[batch, class]`, at least four classes.
 * @param aims one-hot classes to reach, likewise.
 */
export function targetedDlr(
  logits: tf.Tensor2D,
  targets: tf.Tensor2D,
  aims: tf.Tensor2D,
): tf.Tensor1D {
  const [first, , third, fourth] = highest(logits, 4)
  const lead: tf.Tensor1D = tf.sum(tf.mul(logits, tf.sub(targets, aims)), 1)
  const span = tf.sub(first, tf.mul(tf.add(third, fourth), 0.5))
  return tf.div(tf.neg(lead), tf.add(span, tiny))
}

/** The `count` highest logits of each row, from the top; equal ones count each. */
function highest(logits: tf.Tensor2D, count: number): tf.Tensor1D[] {
  const classes = logits.shape[1]
  const found: tf.Tensor1D[] = []
  let rest = logits
  for (let rank = 0; rank < count; rank++) {
    const place = tf.cast(tf.oneHot(tf.argMax(rest, 1), classes), 'float32')
    found.push(tf.sum(tf.mul(logits, place), 1))
    rest = tf.sub(rest, tf.mul(place, outOfReach))
  }
  return found
}
