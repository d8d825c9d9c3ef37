import type { ExaminedFacts } from './facts.ts'
import { images, type MaskingSignal } from './signal.ts'

/** How far rows of probabilities may miss a sum of 1, and [0, 1], by rounding. */
const rounding = 1e-4

/**
 * Rows within [0, 1] that sum to 1 are probabilities, not logits: a second softmax in the loss
 * flattens every gradient (compare AutoAttack's check of output ranges).
 */
export function probabilityOutput({ logits, gradient }: ExaminedFacts): MaskingSignal {
  const count = gradient.length
  const classes = logits.length / count
  const rows = Array.from({ length: count }, (_, i) =>
    Array.from({ length: classes }, (_, j) => logits[i * classes + j]),
  )
  const isProbable = (row: readonly number[]) =>
    Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) <= rounding &&
    row.every((value) => value >= -rounding && value <= 1 + rounding)
  const probable = rows.filter(isProbable).length
  return {
    signal: 'probability-output',
    fires: probable === count,
    counts: { images: count, probable },
    text:
      probable === count
        ? 'The outputs are probabilities: the network ends in a softmax, and losses need its logits.'
        : `The outputs are logits: they look like probabilities for ${probable} of ${images(count)}.`,
  }
}

/** Rounded outputs have no slope between their steps; outputs of real numbers hardly ever agree. */
export function quantisedOutput({ logits }: ExaminedFacts): MaskingSignal {
  const values = logits.length
  const distinct = new Set(Array.from(logits)).size
  return {
    signal: 'quantised-output',
    fires: distinct < values / 2,
    counts: { values, distinct },
    text: `${distinct} of ${values} output values differ from each other.`,
  }
}
