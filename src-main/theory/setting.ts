/**
 * The statistical setting: a label y = ±1; one strong coordinate, which is y with probability p and −y
 * else; n − 1 weak coordinates, each N(ηy, 1). A spatial transform is a cyclic shift of the n
 * coordinates, uniform over all n, the identity included.
 */
export interface Setting {
  /** Coordinates in all; at least 3. */
  readonly n: number
  /** Mean of a weak coordinate in the direction of the label; at least 0. */
  readonly eta: number
  /** How often the strong coordinate is right, in [0, 1]. */
  readonly p: number
}

/** Weights of a linear classifier sign(w · x): one on the first coordinate, one on each other. */
export interface Weights {
  readonly strong: number
  readonly weak: number
}

/**
 * The family between "strong coordinate" (λ = 0) and "average of all" (λ = 1): w = (1 − λ)e₁ + (λ/n)1.
 * All of them have ‖w‖₁ = 1, so an L∞ adversary of radius ε moves each score by ε.
 */
export function weightsAt({ n }: Setting, lambda: number): Weights {
  return { strong: 1 - lambda + lambda / n, weak: lambda / n }
}
