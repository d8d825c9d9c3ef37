import type { Report } from '#contract'
import { CuspError } from '#errors'
import type { HostClient } from '#host'

/**
 * A report by its id or its name.
 * @throws CuspError `report.unknown`; `input.invalid` where several have the name.
 */
export async function findReport(client: HostClient, named: string): Promise<Report> {
  const all = await client.reports.list()
  const found = all.filter(({ id, name }) => id === named || name === named)
  if (found.length === 1) return client.reports.get({ id: found[0].id })
  if (found.length > 1) {
    const ids = found.map(({ id }) => id).join(', ')
    const message = `${found.length} reports are called "${named}"; name one by its id: ${ids}.`
    throw new CuspError('input.invalid', message, { place: 'name' })
  }
  const names = all.map(({ name }) => `"${name}"`).join(', ')
  const there = all.length === 0 ? 'there is none yet' : `there are ${names}`
  throw new CuspError('report.unknown', `No report is called "${named}"; ${there}.`, {
    place: 'name',
  })
}
