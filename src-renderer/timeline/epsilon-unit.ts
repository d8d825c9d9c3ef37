/**
 * Whether a lane's ε is spoken of in decimals (0.1, 0.3, as on digits) or in levels of 255 (8/255,
 * as on photographs): the first value above zero decides.
 */
export function isDecimalEpsilon(values: readonly number[]): boolean {
  const first = values.find((value) => value > 0)
  return first !== undefined && Math.abs(first * 1000 - Math.round(first * 1000)) < 1e-9
}
