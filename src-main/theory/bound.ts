import { normalCdf } from './normal.ts'
import type { Setting } from './setting.ts'

/**
 * The most spatial accuracy that a classifier of the family can have if it is right more often than
 * not under every L∞ perturbation of radius ε; derived in the README. Null where nothing follows:
 * for ε ≤ η, and for η ≥ 1.
 */
export function spatialBound({ n, eta }: Setting, epsilon: number): number | null {
  if (epsilon <= eta || eta >= 1) return null
  const least = (epsilon - eta) / (1 - eta)
  return 1 / n + (1 - 1 / n) * normalCdf((eta + 1 / n) / least)
}
