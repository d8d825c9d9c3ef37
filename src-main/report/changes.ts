import type { PanelContent, TablePart } from './content.ts'

/** A cell that is not what it was. Of a row or column that came or went, one side is null. */
export interface Change {
  readonly table: string
  readonly row: string
  readonly column: string
  readonly was: string | null
  readonly now: string | null
}

/**
 * What numbers of a panel have become since it was frozen, cell by cell; rows and columns are found
 * again by their headings, so that a run more does not make every row another.
 */
export function changesSince(frozen: PanelContent, live: PanelContent): Change[] {
  const [before, after] = [tablesOf(frozen), tablesOf(live)]
  return keysOf(before, after).flatMap((table) => {
    const [was, now] = [cellsOf(before.get(table)), cellsOf(after.get(table))]
    return keysOf(was, now).flatMap((row) => {
      const [left, right] = [was.get(row) ?? none, now.get(row) ?? none]
      return keysOf(left, right).flatMap((column) => {
        const [old, fresh] = [left.get(column) ?? null, right.get(column) ?? null]
        return old === fresh ? [] : [{ table, row, column, was: old, now: fresh }]
      })
    })
  })
}

const none: ReadonlyMap<string, string> = new Map()

/** A change in words: "plain, Clean accuracy: 0.913, was 0.910". */
export function changeWords({ row, column, was, now }: Change): string {
  const where = [row, column].filter((part) => part !== '').join(', ')
  if (was === null) return `${where}: ${now}, was not there`
  return now === null ? `${where}: gone, was ${was}` : `${where}: ${now}, was ${was}`
}

function tablesOf({ parts }: PanelContent): Map<string, TablePart> {
  const tables = parts.flatMap((part) =>
    part.is === 'table' ? [part] : part.is === 'drawing' ? [part.twin] : [],
  )
  return numbered(tables, ({ caption }) => caption)
}

function cellsOf(table: TablePart | undefined): Map<string, Map<string, string>> {
  const columns = table ? [...numbered(table.head.slice(1), (head) => head).keys()] : []
  const rows = numbered(table?.rows ?? [], ([heading]) => heading)
  return new Map(
    [...rows].map(([heading, [, ...cells]]) => [
      heading,
      new Map(cells.map((cell, i) => [columns.at(i) ?? String(i), cell])),
    ]),
  )
}

/** By name; a name that repeats is counted. */
function numbered<One>(all: readonly One[], nameOf: (one: One) => string): Map<string, One> {
  const found = new Map<string, One>()
  for (const one of all) {
    const name = nameOf(one)
    let [key, n] = [name, 1]
    while (found.has(key)) key = `${name} (${++n})`
    found.set(key, one)
  }
  return found
}

function keysOf<Value>(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])]
}
