/** Ends of an axis that holds all values, on round numbers. */
export function extentOf(values: Iterable<number>): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high) return [0, 1]
  const step = roundStep((high - low || Math.abs(high) || 1) / 5)
  const digits = (value: number): number => Number(value.toPrecision(12))
  const top = Math.ceil(high / step)
  const foot = Math.floor(low / step)
  return [digits(foot * step), digits((top === foot ? top + 1 : top) * step)]
}

/** The nearest of 1, 2, 5 times a power of ten that is not below. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5].find((digit) => digit * power >= least) ?? 10) * power
}

/** What seconds are counted by on an axis that ends there, and its sign. */
export function timeUnit(seconds: number): { readonly unit: number; readonly sign: string } {
  if (seconds < 180) return { unit: 1, sign: 's' }
  return seconds < 3 * 3600 ? { unit: 60, sign: 'min' } : { unit: 3600, sign: 'h' }
}
