import { groupLabels, measureRows, settingRows, wilson, type Comparison } from '#contract'
import { formatDuration } from './format.ts'
import { faint, strong } from './style.ts'
import { formatTable } from './table.ts'

/** Measures, the front, differences of settings and McNemar's test against the baseline. */
export function formatComparison(comparison: Comparison): string {
  const parts = [
    formatMeasures(comparison),
    formatFront(comparison),
    formatDifferences(comparison),
    formatPairsOf(comparison),
    ...comparison.warnings.map(({ text }) => `${strong('Note:')} ${text}`),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** A row for each group: mean ± sd over its seeds; of one run its 95 % interval over the images. */
function formatMeasures(comparison: Comparison): string {
  const { groups, front, grouping, collapsed, runs } = comparison
  const labels = groupLabels(comparison)
  const rows = measureRows(comparison)
  const table = formatTable(
    [
      ...['run', 'name', 'n'].map((title) => ({ title })),
      ...rows.map(({ measure }) => ({ title: measure.title, align: 'right' as const })),
    ],
    groups.map(({ id, runs: members, counted }, at) => [
      id,
      `${front.includes(id) ? strong('★ ') : '  '}${labels.get(id) ?? id}`,
      counted.length < members.length
        ? `${counted.length} of ${members.length}`
        : String(members.length),
      ...rows.map(({ measure, cells }) => {
        const { mean, sd, count } = cells[at]
        if (count === 0) return '–'
        if (measure.unit === 'seconds') return formatDuration(mean)
        if (sd !== null) return `${mean.toFixed(3)} ± ${sd.toFixed(3)}`
        const images = runs.find((run) => run.id === id)?.scores?.count ?? 0
        const ends = wilson(Math.round(mean * images), images)
        return `${mean.toFixed(3)} [${ends.map((end) => end.toFixed(3)).join(', ')}]`
      }),
    ]),
  )
  if (grouping === 'none') return table
  const differ = ['seed', ...collapsed].join(', ')
  const said = `${runs.length} runs in ${groups.length} groups: those of a group differ in ${differ} alone.`
  const apart = collapsed.length === 0 ? '; --each keeps runs apart' : ''
  return `${table}\n${faint(`${said} Cells are mean ± sd over n runs${apart}.`)}`
}

/** Which runs no other dominates, and how much the front covers. */
export function formatFront(comparison: Comparison): string {
  const { front, hypervolume, referencePoint } = comparison
  const labels = groupLabels(comparison)
  const names = front.map((id) => labels.get(id) ?? id)
  if (names.length === 0) return 'Pareto front: no run has both accuracies.'
  const corner = referencePoint.map((value) => value.toFixed(2)).join(', ')
  const size = hypervolume === null ? '–' : hypervolume.toFixed(4)
  return [
    `${strong('Pareto front')} over (adversarial, spatial) accuracy, ★ above: ${names.join(', ')}`,
    `Hypervolume ${size}, back to the reference point (${corner})`,
  ].join('\n')
}

function formatDifferences(comparison: Comparison): string {
  const { groups, differences, settingsInAll } = comparison
  if (differences.length === 0) return ''
  const table = formatTable(
    [{ title: 'setting' }, ...groups.map(({ id }) => ({ title: id }))],
    settingRows(comparison).map(({ title, values }) => [title, ...values.map(shorten)]),
  )
  const rest = `${differences.length} of ${settingsInAll} settings differ`
  return `${strong('Differences')} ${faint(`(${rest})`)}\n${table}`
}

const widest = 32

function shorten(value: string): string {
  return value.length > widest ? `${value.slice(0, widest - 1)}…` : value
}

function formatPairsOf({ pairs, runs }: Comparison): string {
  if (pairs.length === 0) return ''
  const nameOf = (id: string) => runs.find((run) => run.id === id)?.name ?? id
  const right = (title: string) => ({ title, align: 'right' as const })
  const table = formatTable(
    [{ title: 'a' }, { title: 'b' }, { title: 'on' }, ...['only a', 'only b', 'p'].map(right)],
    pairs.map((pair) => [
      nameOf(pair.a),
      nameOf(pair.b),
      pair.family,
      String(pair.onlyA),
      String(pair.onlyB),
      formatP(pair.p),
    ]),
  )
  return `${strong('Images only one of two gets right')} ${faint("(McNemar's exact test)")}\n${table}`
}

function formatP(p: number): string {
  return p < 0.0001 ? '< 0.0001' : p.toFixed(4)
}
