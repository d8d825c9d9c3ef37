import type { Comparison } from '#contract'
import { formatScores } from './scores.ts'
import { faint, strong } from './style.ts'
import { formatTable } from './table.ts'

/** Scores, the front, differences of settings and McNemar's test of each pair. */
export function formatComparison(comparison: Comparison): string {
  const parts = [
    formatScores(comparison.runs, new Set(comparison.front)),
    formatFront(comparison),
    formatDifferences(comparison),
    formatPairsOf(comparison),
    ...comparison.warnings.map((warning) => `${strong('Note:')} ${warning}`),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** Which runs no other dominates, and how much the front covers. */
export function formatFront({ front, runs, hypervolume, referencePoint }: Comparison): string {
  const names = runs.filter(({ id }) => front.includes(id)).map(({ name }) => name)
  if (names.length === 0) return 'Pareto front: no run has both accuracies.'
  const corner = referencePoint.map((value) => value.toFixed(2)).join(', ')
  const size = hypervolume === null ? '–' : hypervolume.toFixed(4)
  return [
    `${strong('Pareto front')} over (adversarial, spatial) accuracy, ★ above: ${names.join(', ')}`,
    `Hypervolume ${size}, back to the reference point (${corner})`,
  ].join('\n')
}

function formatDifferences({ runs, differences, settingsInAll }: Comparison): string {
  if (differences.length === 0) return ''
  const table = formatTable(
    [{ title: 'setting' }, ...runs.map(({ id }) => ({ title: id }))],
    differences.map(({ path, values }) => [path, ...values.map(shorten)]),
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
