/** Two-sided 95 % point of the standard normal. */
const z95 = 1.959963984540054

/**
 * Wilson's score interval for k successes of n at 95 %, within [0, 1]; of nothing, all of it.
 * Source: Wilson 1927; method 3 of Newcombe 1998, Statistics in Medicine 17, 857–872.
 */
export function wilson(k: number, n: number): [low: number, high: number] {
  if (n === 0) return [0, 1]
  const share = k / n
  const centre = share + z95 ** 2 / (2 * n)
  const half = z95 * Math.sqrt((share * (1 - share)) / n + (z95 / (2 * n)) ** 2)
  const scale = 1 + z95 ** 2 / n
  const low = k === 0 ? 0 : (centre - half) / scale
  return [low, k === n ? 1 : (centre + half) / scale]
}

/**
 * McNemar's exact two-sided p: of b + c images that only one of two networks gets right, the
 * chance of a division at least this uneven, were either as likely. 1 where they never differ.
 * Source: the exact conditional test of Fagerland, Lydersen and Laake 2013, BMC Med Res Methodol 13.
 */
export function mcnemar(b: number, c: number): number {
  const n = b + c
  // In logarithms, because 2⁻ⁿ is 0 in doubles from n = 1075 on.
  let logTerm = -n * Math.LN2
  let tail = Math.exp(logTerm)
  for (let i = 1; i <= Math.min(b, c); i++) {
    logTerm += Math.log(n - i + 1) - Math.log(i)
    tail += Math.exp(logTerm)
  }
  return Math.min(1, 2 * tail)
}

export interface Spread {
  readonly mean: number
  /** Sample standard deviation (n − 1); null of fewer than two values. */
  readonly sd: number | null
  readonly count: number
}

/** Mean and spread over seeds. Of no values the mean is NaN. */
export function meanSd(values: readonly number[]): Spread {
  const count = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  if (count < 2) return { mean, sd: null, count }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, sd: Math.sqrt(squares / (count - 1)), count }
}
