/** `0–4` for seeds without a gap, else each. @param seeds in rising order */
export function seedWords(seeds: readonly number[]): string {
  const each = [...new Set(seeds)]
  const [first, last] = [each[0] ?? 0, each.at(-1) ?? 0]
  if (each.length > 2 && each.length === last - first + 1) return `${first}–${last}`
  return each.join(', ')
}
