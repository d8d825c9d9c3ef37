import { mostRows, type TableRequest, type TableRow } from '#contract'
import type { HostClient } from '#host'

/** The rows of a table, asked for a page at a time. @param limit most rows; by default all */
export async function tableRows(
  client: HostClient,
  request: TableRequest,
  limit = Infinity,
): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for (;;) {
    const wanted = Math.min(mostRows, limit - rows.length)
    if (wanted <= 0) return rows
    const page = await client.table.page({ ...request, offset: rows.length, limit: wanted })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}
