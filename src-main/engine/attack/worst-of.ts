import type { Verdicts } from '#trainer'

/** Perturbed inputs and what the model says of them. */
export interface Outcome {
  readonly images: Float32Array
  readonly verdicts: Verdicts
}

/**
 * Worst-of-k: per image, the worst of `count` attempts — one that the model gets wrong before one
 * it gets right, then the higher loss (Engstrom et al., spatial_attack.py); the earlier on a tie.
 * @param labels what counts as right, and what the verdicts were judged by.
 */
export async function worstOf(
  count: number,
  labels: Int32Array,
  attempt: (position: number) => Promise<Outcome>,
): Promise<Outcome> {
  const worst = await attempt(0)
  for (let position = 1; position < count; position++) {
    const next = await attempt(position)
    for (let i = 0; i < labels.length; i++)
      if (isWorse(next.verdicts, worst.verdicts, labels, i)) replace(worst, next, i)
  }
  return worst
}

function isWorse(next: Verdicts, kept: Verdicts, labels: Int32Array, i: number): boolean {
  const nextErrs = next.prediction[i] !== labels[i]
  const keptErrs = kept.prediction[i] !== labels[i]
  return nextErrs === keptErrs ? next.loss[i] > kept.loss[i] : nextErrs
}

function replace(worst: Outcome, next: Outcome, i: number): void {
  const pixels = worst.images.length / worst.verdicts.loss.length
  worst.images.set(next.images.subarray(i * pixels, (i + 1) * pixels), i * pixels)
  worst.verdicts.prediction[i] = next.verdicts.prediction[i]
  worst.verdicts.loss[i] = next.verdicts.loss[i]
  worst.verdicts.margin[i] = next.verdicts.margin[i]
}
