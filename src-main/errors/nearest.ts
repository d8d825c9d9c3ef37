/**
 * The candidate a mistyped name most likely meant, or undefined if none is near: at most a third of
 * its letters (and at least one, at most three) inserted, removed, replaced or swapped with a
 * neighbour; upper and lower case are the same. Else the only one that begins with the name.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const allowed = Math.min(3, Math.max(1, Math.floor(name.length / 3)))
  let nearest: string | undefined
  let least = allowed + 1
  for (const candidate of candidates) {
    const edits = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (edits < least) [nearest, least] = [candidate, edits]
  }
  if (nearest !== undefined || name.length < 2) return nearest
  const begun = candidates.filter((c) => c.toLowerCase().startsWith(name.toLowerCase()))
  return begun.length === 1 ? begun[0] : undefined
}

/** Optimal string alignment distance (Damerau–Levenshtein without repeated edits of a pair). */
export function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    rows.push([i])
    for (let j = 1; j <= b.length; j++) {
      const replace = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, replace)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) best = Math.min(best, rows[i - 2][j - 2] + 1)
      rows[i].push(best)
    }
  }
  return rows[a.length][b.length]
}
