import { groupLabels, measureRows, spreadText } from '#contract'
import { CuspError } from '#errors'
import type { PanelContent, PanelSpec } from '#report'
import { compareRuns } from '../comparison/index.ts'
import type { Desk } from '../desk.ts'
import { provenanceOf } from './provenance.ts'

/** Runs, or groups of seeds, down; what they measure across. */
export function tablePanel(
  desk: Desk,
  { runs, metrics, grouping, title }: Extract<PanelSpec, { panel: 'table' }>,
  at: number,
): PanelContent {
  const comparison = compareRuns(desk, { runs, grouping })
  const labels = groupLabels(comparison)
  const known = measureRows(comparison)
  const missing = metrics?.filter((metric) => !known.some(({ measure }) => measure.key === metric))
  if (known.length === 0 || (missing && missing.length === metrics?.length)) {
    const message = `None of these runs has ${metrics?.join(' or ') ?? 'been measured'} yet.`
    throw new CuspError('report.panel', message, { place: 'metrics' })
  }
  const rows = metrics
    ? metrics.flatMap((metric) => known.find(({ measure }) => measure.key === metric) ?? [])
    : known
  return {
    title: title ?? rows.map(({ measure }) => measure.title).join(', '),
    parts: [
      {
        is: 'table',
        caption: '',
        head: ['Run', ...rows.map(({ measure }) => measure.title)],
        rows: comparison.groups.map(({ id }, i) => [
          labels.get(id) ?? id,
          ...rows.map((row) => spreadText(row, i)),
        ]),
      },
      ...comparison.warnings.map(({ text }) => ({
        ...{ is: 'words' as const, tone: 'warning' as const, text },
      })),
    ],
    provenance: provenanceOf(desk, runs, at),
  }
}
