/** The order with one key moved by `by` places. */
export function moved(order: readonly string[], key: string, by: -1 | 1): string[] {
  const from = order.indexOf(key)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return [...order]
  const next = order.filter((other) => other !== key)
  next.splice(to, 0, key)
  return next
}
