import { comparisonTable, groupLabels, settingRows, type Comparison } from '#contract'
import { CuspError } from '#errors'
import type { PanelContent, PanelPart, PanelSpec } from '#report'
import { compareRuns } from '../comparison/index.ts'
import type { Desk } from '../desk.ts'
import { provenanceOf } from './provenance.ts'

type Spec = Extract<PanelSpec, { panel: 'comparison' }>

/** What a comparison measures and in what its runs differ, and why numbers must not be compared. */
export function comparisonPanel(desk: Desk, spec: Spec, at: number): PanelContent {
  const { name, ...request } = requestOf(desk, spec)
  const comparison = compareRuns(desk, request)
  const warnings = comparison.warnings.map(({ text }): PanelPart => ({
    is: 'words',
    tone: 'warning',
    text,
  }))
  return {
    title: spec.title ?? name ?? titleOf(comparison),
    parts: [...tablesOf(comparison), ...frontWords(comparison), ...warnings],
    provenance: provenanceOf(desk, request.runs, at),
  }
}

/** The runs asked for, or those of a saved comparison with its baseline and grouping. */
function requestOf({ store }: Desk, spec: Spec) {
  const { comparison: id, runs = [], grouping, baseline } = spec
  if (id === undefined) return { name: null, runs, grouping, baseline }
  const saved = store.comparisons.list().find((one) => one.id === id)
  if (!saved) {
    const message = `No saved comparison has the id "${id}".`
    throw new CuspError('comparison.unknown', message, { place: 'comparison' })
  }
  // What was kept came through the contract.
  const view = JSON.parse(saved.view) as Pick<Spec, 'grouping' | 'baseline'>
  return {
    ...{ name: saved.name, runs: saved.runs },
    ...{ grouping: grouping ?? view.grouping, baseline: baseline ?? view.baseline },
  }
}

const titleOf = ({ groups }: Comparison): string => `Comparison of ${groups.length} settings`

function tablesOf(comparison: Comparison): PanelPart[] {
  const [[, ...groups], ...rows] = comparisonTable(comparison)
  const settings = settingRows(comparison).length
  // A page is narrow: groups go down, however many there are.
  const table = (caption: string, of: string[][]): PanelPart[] => {
    const head = ['Run', ...of.map(([title]) => title)]
    const turned = groups.map((group, i) => [group, ...of.map((row) => row[i + 1])])
    return of.length === 0 ? [] : [{ is: 'table', caption, head, rows: turned }]
  }
  return [
    ...table('Results', rows.slice(0, rows.length - settings)),
    ...table('What differs', rows.slice(rows.length - settings)),
  ]
}

function frontWords(comparison: Comparison): PanelPart[] {
  const { front, hypervolume, referencePoint } = comparison
  if (hypervolume === null || front.length === 0) return []
  const labels = groupLabels(comparison)
  const names = front.map((id) => `"${labels.get(id) ?? id}"`).join(', ')
  const text =
    `On the Pareto front of adversarial and spatial accuracy: ${names}. Hypervolume ` +
    `${hypervolume.toFixed(3)} to the reference point (${referencePoint.join(', ')}).`
  return [{ is: 'words', tone: 'plain', text }]
}
