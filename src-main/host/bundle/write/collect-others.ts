import type { ComparisonView, FigureSpec } from '#contract'
import { configKey } from '#spec'
import type { ReadableStore, RunRow } from '#store'
import type { ComparisonDocument, CurriculumDocument, FigureDocument } from '../format/documents.ts'

/**
 * Saved curricula: all, or those that one of the runs was made of, by what was saved of them once.
 * One whose parent comes along stands after it.
 */
export function collectCurricula(
  { curricula, runs: kept }: ReadableStore,
  runs: readonly RunRow[],
  areAll: boolean,
): CurriculumDocument[] {
  const keys = new Set(
    runs.map(({ number, configKey: key }) => key ?? configKey(kept.spec(number))),
  )
  const found = curricula.list().flatMap(({ id }) => {
    const row = curricula.get(id)
    if (!row) return []
    const versions = curricula.versions(id).toReversed()
    const isUsed = [row, ...versions].some(({ spec }) => keys.has(configKey(spec)))
    return areAll || isUsed ? [{ ...row, versions }] : []
  })
  return parentsFirst(found.sort((a, b) => (a.id < b.id ? -1 : 1)))
}

/** Comparisons of which every run comes along. */
export function collectComparisons(
  { comparisons }: ReadableStore,
  runs: readonly RunRow[],
): ComparisonDocument[] {
  const ids = new Set(runs.map(({ id }) => id))
  return comparisons
    .list()
    .filter((row) => row.runs.every((run) => ids.has(run)))
    .map(({ id, name, runs: named, view, updatedAt }) => ({
      ...{ id, name, runs: named, view: JSON.parse(view) as ComparisonView, updatedAt },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Figures of which every run comes along. */
export function collectFigures(
  { figures }: ReadableStore,
  runs: readonly RunRow[],
): FigureDocument[] {
  const ids = new Set(runs.map(({ id }) => id))
  return figures
    .list()
    .filter((row) => row.runs.length > 0 && row.runs.every((run) => ids.has(run.id)))
    .map((row) => ({ ...row, spec: JSON.parse(row.spec) as FigureSpec }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** In an order in which each can be added with its parent there; what goes in a circle stays last. */
export function parentsFirst<Child extends { readonly id: string; readonly parent: string | null }>(
  children: readonly Child[],
): Child[] {
  const placed = new Set<string>()
  const ordered: Child[] = []
  let left = [...children]
  for (;;) {
    const waiting = new Set(left.map(({ id }) => id))
    const ready = left.filter(({ parent }) => parent === null || !waiting.has(parent))
    if (ready.length === 0) return [...ordered, ...left]
    for (const each of ready) placed.add(each.id)
    ordered.push(...ready)
    left = left.filter(({ id }) => !placed.has(id))
  }
}
