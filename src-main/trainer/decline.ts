import { fallOf, isFair, type Reading } from './reading.ts'

/** A fall below the best that counts as overfitting, when it lasts for two readings. */
const decline = 0.05

/**
 * The best reading, if PGD accuracy is more than 0.05 below it while training accuracy is above what it
 * was then: robust overfitting (Rice, Wong and Kolter 2020, arXiv 2002.11569), slow and small.
 */
export function declineOf(best: Reading | undefined, now: Reading): Reading | undefined {
  if (best === undefined || !isFair(best, now)) return undefined
  const isBelow = fallOf(best, now) > decline && now.trainAccuracy > best.trainAccuracy
  return isBelow ? best : undefined
}
