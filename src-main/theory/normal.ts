/** Φ(x): P(Z ≤ x) of a standard normal Z, to about 1e-15. */
export function normalCdf(x: number): number {
  if (x > 0) return 1 - upperTail(x)
  return upperTail(-x)
}

/** φ(x), the density. */
export function normalPdf(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
}

/** P(Z > x) for x ≥ 0: a series near 0, a continued fraction further out (Abramowitz and Stegun 26.2.11, 26.2.14). */
function upperTail(x: number): number {
  if (x > 39) return 0
  if (x < 3) {
    let term = x
    let sum = x
    for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
      term *= (x * x) / k
      sum += term
    }
    return 0.5 - normalPdf(x) * sum
  }
  let fraction = x
  for (let k = 60; k >= 1; k--) fraction = x + k / fraction
  return normalPdf(x) / fraction
}
