import { corruptionTable, type Evaluation } from '#contract'
import { formatPercent, formatShare } from './format.ts'
import { strong } from './style.ts'
import { formatTable } from './table.ts'

/** Accuracy in percent under each corruption: a row a corruption, a column a severity. */
export function formatCorruptions({ plans, scores }: Evaluation): string {
  const { severities, rows } = corruptionTable(plans)
  if (rows.length === 0) return ''
  const columns = severities.map((severity) => ({
    title: `severity ${severity}`,
    align: 'right' as const,
  }))
  const table = formatTable(
    [{ title: 'corruption' }, ...columns, { title: 'mean', align: 'right' }],
    rows.map(({ corruption, accuracies, mean }) => [
      corruption,
      ...accuracies.map(formatPercent),
      formatPercent(mean),
    ]),
  )
  const mean = formatShare(scores?.corruption ?? null)
  return `${strong('accuracy % under corruptions')}, mean over all: ${mean}\n${table}`
}
