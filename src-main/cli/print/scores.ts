import { wilson, type RunSummary } from '#contract'
import { formatInterval, formatShare } from './format.ts'
import { stateName, strong } from './style.ts'
import { formatTable, type Column } from './table.ts'

const columns: readonly Column[] = [
  { title: 'run' },
  { title: 'name' },
  { title: 'state' },
  { title: 'seed', align: 'right' },
  { title: 'clean', align: 'right' },
  { title: 'adversarial', align: 'right' },
  { title: 'spatial', align: 'right' },
  { title: 'adv. invariance', align: 'right' },
  { title: 'spat. invariance', align: 'right' },
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
  const rows = runs.map((run) => {
    const mark = marked.has(run.id) ? strong('★ ') : marked.size > 0 ? '  ' : ''
    return [run.id, mark + run.name, stateName(run.state), String(run.seed), ...scoresOf(run)]
  })
  return formatTable(columns, rows)
}

function scoresOf({ scores }: RunSummary): string[] {
  if (scores === null) return ['–', '–', '–', '–', '–']
  const accuracy = (share: number | null) =>
    share === null
      ? '–'
      : formatInterval(share, wilson(Math.round(share * scores.count), scores.count))
  return [
    accuracy(scores.clean) + (scores.degenerate ? ' (degenerate)' : ''),
    accuracy(scores.adversarial),
    accuracy(scores.spatial),
    formatShare(scores.adversarialInvariance),
    formatShare(scores.spatialInvariance),
  ]
}
