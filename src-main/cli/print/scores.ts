import { wilson, type RunSummary } from '#contract'
import { formatPercent } from './format.ts'
import { stateName, strong } from './style.ts'
import { formatTable, type Column } from './table.ts'

/** A column, what it holds of a run, and whether it tells these runs apart at all. */
interface Field extends Column {
  readonly cell: (run: RunSummary) => string
  readonly isIdle?: (runs: readonly RunSummary[]) => boolean
}

const fields: readonly Field[] = [
  { title: 'run', cell: ({ id }) => id },
  { title: 'name', cell: ({ name }) => name },
  {
    title: 'state',
    cell: ({ state }) => stateName(state),
    isIdle: (runs) => runs.every(({ state }) => state === 'finished'),
  },
  {
    title: 'seed',
    align: 'right',
    cell: ({ seed }) => String(seed),
    isIdle: (runs) => runs.every(({ seed }) => seed === runs[0]?.seed),
  },
  { title: 'clean %', align: 'right', cell: (run) => accuracy(run, 'clean') + degenerate(run) },
  { title: 'adversarial %', align: 'right', cell: (run) => accuracy(run, 'adversarial') },
  { title: 'spatial %', align: 'right', cell: (run) => accuracy(run, 'spatial') },
  {
    title: 'adv. inv. %',
    align: 'right',
    cell: ({ scores }) => formatPercent(scores?.adversarialInvariance ?? null),
  },
  {
    title: 'spat. inv. %',
    align: 'right',
    cell: ({ scores }) => formatPercent(scores?.spatialInvariance ?? null),
  },
]

/**
 * Accuracies with 95 % intervals, and invariance rates, of the last evaluation of each run.
 *
 * @param marked ids of runs to set off, with a mark before the name
 */
export function formatScores(
  runs: readonly RunSummary[],
  marked: ReadonlySet<string> = new Set(),
): string {
  const shown = fields.filter(({ isIdle }) => isIdle?.(runs) !== true)
  const rows = runs.map((run) => {
    const mark = marked.has(run.id) ? strong('★ ') : marked.size > 0 ? '  ' : ''
    return shown.map(({ title, cell }) => (title === 'name' ? mark : '') + cell(run))
  })
  return formatTable(shown, rows)
}

function accuracy({ scores }: RunSummary, family: 'clean' | 'adversarial' | 'spatial'): string {
  const share = scores?.[family] ?? null
  if (scores === null || share === null) return '–'
  const interval = wilson(Math.round(share * scores.count), scores.count)
  return `${formatPercent(share)} [${interval.map(formatPercent).join(', ')}]`
}

function degenerate({ scores }: RunSummary): string {
  return scores?.degenerate === true ? ' (degenerate)' : ''
}
