import type * as tf from '@tensorflow/tfjs'
import { crossEntropy, dlr, margin, targetedDlr } from '../loss/index.ts'

/** What an attack climbs. Rows are `[n, class]`; every loss is higher the nearer an image is to error. */
export type AttackLoss = 'cross-entropy' | 'margin' | 'dlr' | 'targeted-dlr'

/** Those that lead away from a class and to no particular one. */
export type UntargetedLoss = Exclude<AttackLoss, 'targeted-dlr'>

interface LossOfRows {
  /** How many rows the loss reads: `from` alone, or `from` and `towards`. */
  readonly reads: 1 | 2
  value(logits: tf.Tensor2D, from: tf.Tensor2D, towards: tf.Tensor2D): tf.Tensor1D
}

export const attackLosses: Readonly<Record<AttackLoss, LossOfRows>> = {
  /** With probabilities for `from`, its gradient is that of KL(from ‖ prediction). */
  'cross-entropy': { reads: 1, value: (logits, from) => crossEntropy(logits, from) },
  margin: { reads: 1, value: (logits, from) => margin(logits, from).neg() },
  dlr: { reads: 1, value: (logits, from) => dlr(logits, from) },
  'targeted-dlr': {
    reads: 2,
    value: (logits, from, towards) => targetedDlr(logits, from, towards),
  },
}
