import { fallOf, isFair, isSameProbe, type Reading } from './reading.ts'

/** Share of the best of late that is lost in a collapse; robust overfitting loses less, and slowly. */
const lostShare = 0.5
/** Share that may be missing of what was before once a collapse is over. */
const missingShare = 0.2
/** Least fall that counts, whatever the share: three standard errors of a probe of 256 at 0.2. */
const leastFall = 0.1
/** By how much accuracy under training's own attack may have dipped: it comes in batches. */
const dip = 0.02

/**
 * The reading of late that PGD accuracy has collapsed from, if it has: catastrophic overfitting, where
 * a network learns to fool the single-step attack it is trained with (Wong, Rice and Kolter 2020,
 * arXiv 2001.03994; Andriushchenko and Flammarion 2020, arXiv 2007.02617). PGD accuracy has lost half of
 * the best of late, over however many readings, while accuracy under training's attack has not fallen
 * at any of them: whatever makes the task harder (a lane that rises, a stage that begins) costs both.
 * A fall by 0.2 between two readings, as in their code, misses a collapse that takes four epochs.
 * @param recent readings before, oldest first
 */
export function collapseOf(recent: readonly Reading[], now: Reading): Reading | undefined {
  const alike = recent.filter((reading) => isSameProbe(reading, now))
  const best = alike.reduce<Reading | undefined>(
    (high, each) => (high === undefined || fallOf(high, each) <= 0 ? each : high),
    undefined,
  )
  if (best === undefined || !isFair(best, now)) return undefined
  const fall = fallOf(best, now)
  const isCollapse = fall >= leastFall && fall >= lostShare * (best.adversarialAccuracy ?? 0)
  return isCollapse && !hasTrainingFallen(alike.slice(alike.indexOf(best)), now) ? best : undefined
}

/**
 * Whether PGD accuracy is still down from before a collapse, under an adversary no weaker: a collapsed
 * network comes up again for an epoch or two, which is no recovery.
 */
export function isStillDown(before: Reading, now: Reading): boolean {
  return (
    isFair(before, now) && fallOf(before, now) > missingShare * (before.adversarialAccuracy ?? 0)
  )
}

function hasTrainingFallen(since: readonly Reading[], now: Reading): boolean {
  return since.some(({ trainAccuracy }) => now.trainAccuracy < trainAccuracy - dip)
}
