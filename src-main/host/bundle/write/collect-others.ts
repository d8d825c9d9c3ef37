import type { ComparisonView, FigureSpec } from '#contract'
import type { PanelContent } from '#report'
import { configKey } from '#spec'
import type { ComparisonRow, FigureRow, ReadableStore, ReportRow, RunRow } from '#store'
import { readReport } from '../../report/text/index.ts'
import type {
  ComparisonDocument,
  CurriculumDocument,
  FigureDocument,
  ReportDocument,
} from '../format/documents.ts'

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
  return parentsFirst(found.sort(byId))
}

/** Comparisons of which every run comes along. */
export function collectComparisons(
  { comparisons }: ReadableStore,
  runs: readonly RunRow[],
): ComparisonDocument[] {
  const isCarried = carriedBy(runs)
  return comparisons
    .list()
    .filter((row) => row.runs.every(isCarried))
    .map(comparisonDocument)
    .sort(byId)
}

export const comparisonDocument = (row: ComparisonRow): ComparisonDocument => ({
  ...row,
  view: JSON.parse(row.view) as ComparisonView,
})

/** Figures of which every run comes along. */
export function collectFigures(
  { figures }: ReadableStore,
  runs: readonly RunRow[],
): FigureDocument[] {
  const isCarried = carriedBy(runs)
  return figures
    .list()
    .filter((row) => row.runs.length > 0 && row.runs.every(({ id }) => isCarried(id)))
    .map(figureDocument)
    .sort(byId)
}

export const figureDocument = (row: FigureRow): FigureDocument => ({
  ...row,
  spec: JSON.parse(row.spec) as FigureSpec,
})

/** Reports that tell of runs, of which every one comes along; so do the figures that they show. */
export function collectReports(store: ReadableStore, runs: readonly RunRow[]): ReportDocument[] {
  const isCarried = carriedBy(runs)
  return store.reports
    .list()
    .flatMap(({ id }) => store.reports.get(id) ?? [])
    .filter(({ text }) => {
      const told = runsOfReport(store, text)
      return told.length > 0 && told.every(isCarried)
    })
    .map((row) => reportDocument(store, row))
    .sort(byId)
}

/** With what its text froze; what it named once and does not any more stays behind. */
export function reportDocument({ reports }: ReadableStore, row: ReportRow): ReportDocument {
  const panels = reports
    .panels(row.id)
    .filter(({ key }) => row.text.includes(key))
    .map(({ content, ...panel }) => ({
      ...panel,
      content: JSON.parse(content) as PanelContent,
    }))
  return { ...row, panels }
}

/** Ids of the runs that the panels of a text tell of, by themselves or by what they name. */
function runsOfReport(store: ReadableStore, text: string): string[] {
  return readReport(text).panels.flatMap(({ spec }) => {
    switch (spec?.panel) {
      case undefined:
        return []
      case 'figure':
        return store.figures.get(spec.figure)?.runs.map(({ id }) => id) ?? []
      case 'verdict':
        return store.runs.ofStudy(spec.study).map(({ id }) => id)
      case 'comparison':
        return (
          spec.runs ?? store.comparisons.list().find(({ id }) => id === spec.comparison)?.runs ?? []
        )
      case 'table':
      case 'curriculum':
        return spec.runs
    }
  })
}

function carriedBy(runs: readonly RunRow[]): (id: string) => boolean {
  const ids = new Set(runs.map(({ id }) => id))
  return (id) => ids.has(id)
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : 1

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
