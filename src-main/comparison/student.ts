/**
 * Student's t interval of a mean at 95 %; null of fewer than two values. Of differences paired by
 * seed it is the interval of the paired t-test.
 */
export function tInterval(values: readonly number[]): [low: number, high: number] | null {
  const n = values.length
  if (n < 2) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const half = t95(n - 1) * Math.sqrt(squares / (n - 1) / n)
  return [mean - half, mean + half]
}

/** Two-sided 95 % point of Student's t: by bisection of its distribution, to the last few bits. */
export function t95(degrees: number): number {
  let [low, high] = [1, 13]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (within(middle, degrees) < 0.95) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * P(|T| ≤ t) of Student's t: the finite sums of Abramowitz and Stegun 26.7.3 (odd degrees of
 * freedom) and 26.7.4 (even), with θ = arctan(t / √ν).
 */
function within(t: number, degrees: number): number {
  const theta = Math.atan(t / Math.sqrt(degrees))
  const [sine, cosine] = [Math.sin(theta), Math.cos(theta)]
  const isOdd = degrees % 2 === 1
  let term = isOdd ? cosine : 1
  let sum = degrees === 1 ? 0 : term
  for (let k = isOdd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * cosine ** 2
    sum += term
  }
  return isOdd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum
}
