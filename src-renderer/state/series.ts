import type { MetricPoint } from '#contract'

/** Points of one metric in rising order of step. */
export type Series = readonly { readonly x: number; readonly y: number }[]

/** Series by name of metric. */
export type SeriesByName = ReadonlyMap<string, Series>

export const noSeries: SeriesByName = new Map()

/**
 * What was known, without the points after `truncatedAfter`, and with the new points. A point at a
 * step that is known replaces it.
 */
export function extendSeries(
  known: SeriesByName,
  points: readonly MetricPoint[],
  truncatedAfter: number | null,
): SeriesByName {
  const fresh = new Map<string, Map<number, number>>()
  for (const point of points) {
    const ofName = fresh.get(point.name) ?? new Map<number, number>()
    fresh.set(point.name, ofName.set(point.step, point.value))
  }
  const next = new Map<string, Series>()
  for (const name of new Set([...known.keys(), ...fresh.keys()])) {
    const before = known.get(name) ?? []
    const added = fresh.get(name)
    if (!added && truncatedAfter === null) {
      // Nothing new of this one: what follows from it need not be drawn again.
      next.set(name, before)
      continue
    }
    const kept = before.filter(
      ({ x }) => (truncatedAfter === null || x <= truncatedAfter) && !added?.has(x),
    )
    const all = [...kept, ...[...(added ?? [])].map(([x, y]) => ({ x, y }))]
    next.set(
      name,
      all.sort((a, b) => a.x - b.x),
    )
  }
  return next
}
