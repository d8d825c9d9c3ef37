import type { TablePage, TableRequest, TableRow } from '#contract'
import type { RunRow } from '#store'
import { requireRun, type Desk } from '../desk.ts'
import type { Order } from './order.ts'
import { rowOf, type Shown } from './rows.ts'

/** The rows of a window on the table, and the baseline's beside them. */
export function pageOf(desk: Desk, order: Order, request: TableRequest): TablePage {
  const { offset = 0, limit = 50, spark = null, baseline = null } = request
  const shown: Shown = { columns: order.columns, spark }
  const { groups, numbers } = order
  const total = groups?.length ?? numbers.length
  return {
    total,
    runs: groups ? groups.reduce((sum, { count }) => sum + count, 0) : total,
    offset,
    rows: rowsOf(desk, order, offset, limit, shown),
    baseline: baseline === null ? null : baselineOf(desk, order, baseline, shown),
  }
}

function rowsOf(desk: Desk, order: Order, offset: number, limit: number, shown: Shown): TableRow[] {
  const { listing } = desk.store
  const { groups, numbers } = order
  if (!groups) {
    const rows = listing.rows(numbers.slice(offset, offset + limit))
    return rows.map((run) => rowOf(desk, run.id, [run], shown))
  }
  const keys = groups.slice(offset, offset + limit).map(({ key }) => key)
  const members = membersOf(desk, order, keys)
  return keys.flatMap((key) => {
    const runs = members.get(key) ?? []
    return runs.length === 0 ? [] : [rowOf(desk, key, runs, shown)]
  })
}

/** The runs of some groups that match, newest first. */
export function membersOf(
  { store: { listing } }: Pick<Desk, 'store'>,
  { query, now }: Order,
  keys: readonly string[],
): Map<string, RunRow[]> {
  const found = listing.members(query, keys, now)
  const rows = new Map(listing.rows(found.map(({ number }) => number)).map((r) => [r.number, r]))
  const members = new Map<string, RunRow[]>()
  for (const { key, number } of found) {
    const row = rows.get(number)
    if (row) members.set(key, [...(members.get(key) ?? []), row])
  }
  return members
}

/** The baseline stays whatever is filtered; in a grouped table it is its whole group. */
function baselineOf(desk: Desk, order: Order, id: string, shown: Shown): TableRow | null {
  const found = desk.store.runs.get(id)
  if (found?.deletedAt !== null) return null
  const run = requireRun(desk, id)
  const key = run.configKey
  if (!order.groups || key === null) return rowOf(desk, id, [run], shown)
  const runs = membersOf(desk, { ...order, query: { is: 'all' } }, [key]).get(key) ?? []
  return rowOf(desk, key, runs.length > 0 ? runs : [run], shown)
}
