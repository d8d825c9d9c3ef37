import { z } from 'zod'

/**
 * What a probe at the end of an epoch says about a run's health. Kept in checkpoints: those of before
 * 2026-11-30 lack what is optional here, and a reading without its probe is like no other.
 */
export const readingSchema = z.strictObject({
  step: z.int().min(0).optional(),
  /** Of the probe's PGD; absent where the spec's probe has no radius. */
  adversarialAccuracy: z.number().optional(),
  /** Accuracy on the examples as trained on, under training's own attack, since the reading before. */
  trainAccuracy: z.number(),
  /** ε · adversarialShare in training: a weaker adversary explains both a fall and a rise. */
  strength: z.number(),
  /** ε in training. */
  epsilon: z.number().optional(),
  /** How the probe attacks: numbers of different probes say nothing of each other. */
  probe: z.strictObject({ epsilon: z.number(), steps: z.int(), count: z.int() }).optional(),
})
export type Reading = z.infer<typeof readingSchema>

/** How far PGD accuracy has fallen; 0 where it was not measured. */
export function fallOf(from: Reading, to: Reading): number {
  return (from.adversarialAccuracy ?? 0) - (to.adversarialAccuracy ?? 0)
}

/** Whether both were probed alike: a fork may probe at another radius than its parent did. */
export function isSameProbe({ probe: one }: Reading, { probe: other }: Reading): boolean {
  if (one === undefined || other === undefined) return false
  return one.epsilon === other.epsilon && one.steps === other.steps && one.count === other.count
}

/**
 * Whether a fall of PGD accuracy between two readings is the network's own doing: it was probed alike,
 * and training defends against no less than it did, and by now against the probe's whole radius.
 * Beyond the radius that is trained on, accuracy may fall for no other reason than that training
 * sharpens what lies within.
 */
export function isFair(from: Reading, to: Reading): boolean {
  const { strength, epsilon = 0, probe } = to
  if (probe === undefined || !isSameProbe(from, to)) return false
  return strength > 0 && strength >= from.strength && epsilon >= probe.epsilon
}
