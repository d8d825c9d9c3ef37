import { createHash } from 'node:crypto'
import type { PanelView, Report } from '#contract'
import { asCuspError, CuspError } from '#errors'
import {
  changesSince,
  panelContentSchema,
  type PanelContent,
  type PanelSpec,
  type ReportDocument,
  type RunFacts,
  type ShownPanel,
} from '#report'
import type { Desk } from '../desk.ts'
import { version } from '../version.ts'
import { computePanel } from './panels.ts'
import { readReport } from './text/index.ts'

/**
 * What a panel of a report shows: what it froze, or what the store has now.
 * @param compare whether a frozen panel is set beside what it would show now
 * @throws CuspError `report.panel` where what was frozen is not kept, and as `computePanel`.
 */
export function viewPanel(
  desk: Desk,
  report: string,
  spec: PanelSpec,
  { at, compare }: { readonly at: number; readonly compare: boolean },
): PanelView {
  if (spec.frozen === undefined) {
    return { content: computePanel(desk, spec, at), frozenAt: null, changes: null }
  }
  const kept = desk.store.reports.frozen(report, spec.frozen)
  if (!kept) {
    const message = `Nothing is kept in this report under "${spec.frozen}"; thaw the panel to draw it anew.`
    throw new CuspError('report.panel', message, { place: 'frozen' })
  }
  const content = panelContentSchema.parse(JSON.parse(kept.content))
  const changes = compare ? changesSince(content, computePanel(desk, spec, at)) : null
  return { content, frozenAt: kept.frozenAt, changes }
}

/** A report with everything it shows; a panel that cannot be shown says why in its place. */
export function documentOf(
  desk: Desk,
  { id, name, text }: Pick<Report, 'id' | 'name' | 'text'>,
  at: number,
): ReportDocument {
  const { blocks, panels } = readReport(text)
  const shown = panels.map(({ from, to, spec, problem }): ShownPanel => {
    const place = { from, to }
    const nothing = { ...place, content: null, frozenAt: null, changes: null }
    if (!spec) return { ...nothing, problem: problem && `Line ${problem.line}: ${problem.text}` }
    try {
      return { ...place, ...viewPanel(desk, id, spec, { at, compare: false }), problem: null }
    } catch (error) {
      return { ...nothing, problem: asCuspError(error).message }
    }
  })
  const contents = shown.flatMap(({ content }) => content ?? [])
  return { name, text, blocks, panels: shown, runs: runsOf(desk, contents), version, at }
}

function runsOf({ store }: Desk, contents: readonly PanelContent[]): RunFacts[] {
  const named = contents.flatMap(({ provenance }) => provenance.runs)
  const once = new Map(named.map((run) => [run.id, run]))
  return [...once.values()].map(({ id, name, seed }) => {
    const row = store.runs.get(id)
    return {
      ...{ id, name, seed, dataset: row?.datasetHash ?? '' },
      engine: row?.engine ? `${row.engine.name}, ${row.engine.provider}` : '',
      weights: row?.weightsHash ?? '',
    }
  })
}

/** SHA-256 in base64, as policies of pages name a style. */
export const hashOfStyle = (text: string): string =>
  createHash('sha256').update(text).digest('base64')
