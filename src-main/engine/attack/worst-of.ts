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
      if (isWorse(next.verdicts, i, worst.verdicts, i, labels[i])) replace(worst, i, next, i)
  }
  return worst
}

/** Whether image `at` of one outcome is worse than image `i` of another; both are of one label. */
export function isWorse(
  next: Verdicts,
  at: number,
  kept: Verdicts,
  i: number,
  label: number,
): boolean {
  const nextErrs = next.prediction[at] !== label
  const keptErrs = kept.prediction[i] !== label
  return nextErrs === keptErrs ? next.loss[at] > kept.loss[i] : nextErrs
}

/** Puts image `at` of one outcome in the place of image `i` of another. */
export function replace(worst: Outcome, i: number, next: Outcome, at: number): void {
  const pixels = worst.images.length / worst.verdicts.loss.length
  worst.images.set(next.images.subarray(at * pixels, (at + 1) * pixels), i * pixels)
  worst.verdicts.prediction[i] = next.verdicts.prediction[at]
  worst.verdicts.loss[i] = next.verdicts.loss[at]
  worst.verdicts.margin[i] = next.verdicts.margin[at]
}
