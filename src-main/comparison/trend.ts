/** Slope of the least-squares line of y over x; NaN where all x are equal. */
export function slopeOf(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [meanOf(x), meanOf(y)]
  const covariance = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0)
  return covariance / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0)
}

/**
 * Spearman's rank correlation, in [−1, 1]: ±1 where y goes one way at every step of x. Ties share
 * the mean of their ranks; NaN where all x or all y are equal.
 */
export function spearman(x: readonly number[], y: readonly number[]): number {
  const [rankX, rankY] = [ranksOf(x), ranksOf(y)]
  return slopeOf(rankX, rankY) * Math.sqrt(squaresOf(rankX) / squaresOf(rankY))
}

function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return below + (equal + 1) / 2
  })
}

function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
