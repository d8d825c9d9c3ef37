import type { RunSummary } from '#contract'
import type { RunOrder } from '../../state/index.ts'

/** A column of the table and what it sorts by. */
export interface Column {
  readonly key: string
  readonly title: string
  readonly isNumber: boolean
  /** Nulls are sorted last, whichever way the column runs. */
  readonly sortBy: (run: RunSummary) => string | number | null
}

export const columns: readonly Column[] = [
  { key: 'name', title: 'Run', isNumber: false, sortBy: (run) => run.name.toLowerCase() },
  { key: 'state', title: 'State', isNumber: false, sortBy: (run) => run.state },
  { key: 'curriculum', title: 'Curriculum', isNumber: false, sortBy: (run) => run.curriculum },
  { key: 'seed', title: 'Seed', isNumber: true, sortBy: (run) => run.seed },
  { key: 'clean', title: 'Clean', isNumber: true, sortBy: (run) => run.scores?.clean ?? null },
  {
    key: 'adversarial',
    title: 'Adversarial',
    isNumber: true,
    sortBy: (run) => run.scores?.adversarial ?? null,
  },
  {
    key: 'spatial',
    title: 'Spatial',
    isNumber: true,
    sortBy: (run) => run.scores?.spatial ?? null,
  },
  {
    key: 'progress',
    title: 'Progress',
    isNumber: false,
    sortBy: (run) => run.step / Math.max(1, run.totalSteps),
  },
  { key: 'time', title: 'Time', isNumber: true, sortBy: (run) => run.activeSeconds },
  { key: 'created', title: 'Made', isNumber: true, sortBy: (run) => run.createdAt },
]

/**
 * Runs that hold every word of `text` in their name, state, curriculum, architecture, loss, group,
 * study or id; `seed:3` asks for that seed.
 */
export function filterRuns(runs: readonly RunSummary[], text: string): RunSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return runs.filter((run) => words.every((word) => holds(run, word)))
}

function holds(run: RunSummary, word: string): boolean {
  if (word.startsWith('seed:')) return String(run.seed) === word.slice(5)
  const { name, state, curriculum, architecture, loss, group, study, id } = run
  const texts = [name, state, curriculum, architecture, loss, group ?? '', study ?? '', id]
  return texts.some((text) => text.toLowerCase().includes(word))
}

/** Runs by one column; equal ones keep their order. */
export function sortRuns(runs: readonly RunSummary[], order: RunOrder): RunSummary[] {
  const column = columns.find(({ key }) => key === order.column)
  if (!column) return [...runs]
  const sign = order.descending ? -1 : 1
  return [...runs].sort((a, b) => {
    const [left, right] = [column.sortBy(a), column.sortBy(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return left < right ? -sign : left > right ? sign : 0
  })
}

/** The order after a click on a column: numbers begin with the highest, and a second click turns. */
export function nextOrder(order: RunOrder, column: Column): RunOrder {
  const isSame = order.column === column.key
  return { column: column.key, descending: isSame ? !order.descending : column.isNumber }
}
