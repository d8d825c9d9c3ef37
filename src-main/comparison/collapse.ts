/** How many columns a comparison's panels can tell apart. */
export const mostGroups = 50

export interface Collapsed {
  /** Number of the group of each row, counted in the order of first members. */
  readonly groups: readonly number[]
  /** Places of the settings that rows of one group may differ in. */
  readonly ignored: readonly number[]
}

/**
 * Joins rows into at most `most` groups by ceasing to look at settings, one after the other. Each
 * time the one goes that leaves most groups of those that leave few enough, and where none does yet,
 * the one that leaves fewest: as much stays told apart as can be.
 *
 * @param rows a value for each setting, as many settings in every row
 */
export function collapse(
  rows: readonly (readonly string[])[],
  most: number = mostGroups,
): Collapsed {
  let kept = [...(rows.at(0) ?? []).keys()]
  const ignored: number[] = []
  let groups = groupBy(rows, kept)
  while (countOf(groups) > most && kept.length > 0) {
    const tries = kept.map((dropped) => {
      const rest = kept.filter((place) => place !== dropped)
      const found = groupBy(rows, rest)
      return { dropped, rest, found, count: countOf(found) }
    })
    const best = tries.reduce((one, other) =>
      isBetter(other.count, one.count, most) ? other : one,
    )
    kept = best.rest
    groups = best.found
    ignored.push(best.dropped)
  }
  return { groups, ignored: ignored.sort((a, b) => a - b) }
}

/** Few enough before too many; of those few enough the larger, of those too many the smaller. */
function isBetter(count: number, than: number, most: number): boolean {
  const fits = count <= most
  if (fits !== than <= most) return fits
  return fits ? count > than : count < than
}

function groupBy(rows: readonly (readonly string[])[], places: readonly number[]): number[] {
  const numbers = new Map<string, number>()
  return rows.map((row) => {
    const key = JSON.stringify(places.map((place) => row[place]))
    const found = numbers.get(key) ?? numbers.size
    numbers.set(key, found)
    return found
  })
}

function countOf(groups: readonly number[]): number {
  return groups.reduce((most, group) => Math.max(most, group + 1), 0)
}
