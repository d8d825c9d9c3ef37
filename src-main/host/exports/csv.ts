import { formatCsv } from '#comparison'
import type { Table } from './tables.ts'

/** A table as RFC 4180 has it; what is missing is an empty cell. */
export function csvOf(table: Table): Buffer {
  const rows = table[0]?.values.length ?? 0
  const head = table.map(({ name }) => name)
  const body = Array.from({ length: rows }, (_, i) => table.map(({ values }) => cell(values[i])))
  return Buffer.from(formatCsv([head, ...body]))
}

function cell(value: string | number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value)
}
