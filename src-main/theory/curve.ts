import { ratesAt, type Rates } from './rates.ts'
import type { Setting } from './setting.ts'

/** Rates along the family. */
export interface FamilyPoint extends Rates {
  /** In [0, 1]: 0 is the strong coordinate alone, 1 the average of all. */
  readonly lambda: number
}

/** The family at `count` values of λ from 0 to 1, denser near 1, where the weak sum takes over. */
export function familyCurve(setting: Setting, epsilon: number, count = 101): FamilyPoint[] {
  return Array.from({ length: count }, (_, i) => {
    const lambda = 1 - (1 - i / (count - 1)) ** 2
    return { lambda, ...ratesAt(setting, lambda, epsilon) }
  })
}
