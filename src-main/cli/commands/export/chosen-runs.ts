import { CuspError } from '#errors'
import type { HostClient } from '#host'
import { pickRun } from '../../find-run.ts'

/** The runs that are named, or that match a query; oldest first where a query chose them. */
export async function chosenRuns(
  client: HostClient,
  named: readonly string[],
  where: string | undefined,
): Promise<string[]> {
  if (where !== undefined) {
    if (named.length > 0) {
      throw new CuspError('input.invalid', '--where: runs are named too; one of both says which.', {
        place: '--where',
      })
    }
    const { runs } = await client.table.ids({ where, sort: { by: 'made', descending: false } })
    if (runs.length > 0) return runs
    throw new CuspError('run.unknown', `No run matches "${where}".`, { place: '--where' })
  }
  if (named.length === 0) return []
  const listed = await client.runs.list()
  return [...new Set(named.map((each) => pickRun(listed, each)))]
}
