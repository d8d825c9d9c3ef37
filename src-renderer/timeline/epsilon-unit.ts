/** What a lane's ε is spoken of in: levels of 255 (8/255) or decimals (0.1). */
export type EpsilonUnit = 'levels' | 'decimal'

/**
 * The unit a lane's ε is written in where nobody chose one: decimals on digits (0.1, 0.3), levels of
 * 255 on photographs. The first value above zero decides.
 */
export function epsilonUnitOf(values: readonly number[]): EpsilonUnit {
  const first = values.find((value) => value > 0)
  const isDecimal = first !== undefined && Math.abs(first * 1000 - Math.round(first * 1000)) < 1e-9
  return isDecimal ? 'decimal' : 'levels'
}

/** ε in a unit: as many 255ths as it is, with a decimal where it is between two; or four digits. */
export function formatIn(unit: EpsilonUnit, epsilon: number): string {
  if (epsilon === 0) return '0'
  if (unit === 'levels') return `${Number((epsilon * 255).toFixed(2))}/255`
  return String(Number(epsilon.toPrecision(4)))
}
