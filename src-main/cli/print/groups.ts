import type { Cell, TableRow } from '#contract'
import { stateName } from './style.ts'
import { formatTable } from './table.ts'

/** Rows of the table with the numbers asked for; of groups as mean ± standard deviation (n). */
export function formatGroups(
  rows: readonly TableRow[],
  columns: readonly string[],
  grouped: boolean,
): string {
  const right = columns.map((title) => ({ title, align: 'right' as const }))
  const heads = grouped ? ['newest run', 'name', 'runs', 'seeds'] : ['run', 'name', 'state', 'seed']
  return formatTable(
    [...heads.map((title) => ({ title })), ...right],
    rows.map(({ run, runs, seeds, cells }) => [
      ...[run.id, run.name],
      ...(grouped
        ? [String(runs.length), seedRange(seeds)]
        : [stateName(run.state), String(run.seed)]),
      ...cells.map(formatCell),
    ]),
  )
}

function formatCell(cell: Cell | null): string {
  if (!cell) return '–'
  const value = cell.value.toFixed(3)
  if (cell.sd === null) return value
  return `${value} ± ${cell.sd.toFixed(3)} (n=${cell.count})`
}

/** `0-4` for seeds without a gap, else each. @param seeds in rising order */
function seedRange(seeds: readonly number[]): string {
  const [first, last] = [seeds[0], seeds.at(-1) ?? 0]
  const isWhole = new Set(seeds).size === last - first + 1
  if (seeds.length > 2 && isWhole) return `${first}-${last}`
  return [...new Set(seeds)].join(' ')
}
