import type { Memory } from './memory.ts'
import type { Alarm } from './run-event.ts'

/** What a probe at the end of an epoch says about a run's health. */
export interface Reading {
  /** Of the probe's PGD; absent where the spec's probe has no radius. */
  readonly adversarialAccuracy?: number
  /** Accuracy on the examples as trained on, since the reading before. */
  readonly trainAccuracy: number
  /** ε · adversarialShare in training: a weaker adversary explains both a fall and a rise. */
  readonly strength: number
}

/** A fall of PGD accuracy within an epoch that is a collapse (fast_adversarial, train_fgsm.py). */
const collapse = 0.2
/** A fall below the best that counts as overfitting, when it lasts for two readings. */
const decline = 0.05

/**
 * Which alarms ring that did not at the reading before.
 * - catastrophic-overfitting: PGD accuracy falls by more than 0.2 from one reading to the next while
 *   training accuracy rises (Wong, Rice and Kolter 2020, arXiv 2001.03994).
 * - robust-overfitting: it stays more than 0.05 below its best while training accuracy is above what
 *   it was then (Rice, Wong and Kolter 2020, arXiv 2002.11569).
 * - degenerate: the network says nearly always the same.
 * The first two ring only while training's adversary is no weaker than at what they compare with.
 */
export function judge(
  memory: Memory,
  reading: Reading,
  isDegenerate: boolean,
): { memory: Memory; raised: Alarm[] } {
  const { previous, best, below = 0, ringing = [] } = memory
  const hasFallen = (from: Reading | undefined, by: number): boolean =>
    from !== undefined && rises(from, reading) && fall(from, reading) > by
  const isBelow = hasFallen(best, decline)
  const now: Alarm[] = [
    ...(hasFallen(previous, collapse) ? (['catastrophic-overfitting'] as const) : []),
    ...(isBelow && below >= 1 ? (['robust-overfitting'] as const) : []),
    ...(isDegenerate ? (['degenerate'] as const) : []),
  ]
  const isBest = best === undefined || fall(best, reading) <= 0
  return {
    memory: {
      ...memory,
      previous: reading,
      best: isBest ? reading : best,
      below: isBelow ? below + 1 : 0,
      ringing: now,
    },
    raised: now.filter((alarm) => !ringing.includes(alarm)),
  }
}

/** How far the PGD accuracy has fallen; 0 where it was not measured. */
function fall(from: Reading, to: Reading): number {
  return (from.adversarialAccuracy ?? 0) - (to.adversarialAccuracy ?? 0)
}

function rises(from: Reading, to: Reading): boolean {
  return to.strength > 0 && to.strength >= from.strength && to.trainAccuracy > from.trainAccuracy
}
