import { CuspError, nearestName } from '#errors'
import type { RunSummary } from '#contract'
import type { HostClient } from '#host'

/**
 * The id of the run that a person named: by its id, or by the beginning of it if no other begins so.
 *
 * @throws CuspError `run.unknown`, with the nearest id or what there is
 */
export async function findRun(client: HostClient, named: string): Promise<string> {
  return pickRun(await client.runs.list(), named)
}

export function pickRun(runs: readonly RunSummary[], named: string): string {
  const exact = runs.find(({ id }) => id === named)
  if (exact !== undefined) return exact.id
  const matches = named === '' ? [] : runs.filter(({ id }) => id.startsWith(named))
  const [only, another] = matches
  if (only !== undefined && another === undefined) return only.id
  const why = another === undefined ? noMatch(runs, named) : tooMany(matches, named)
  throw new CuspError('run.unknown', why, { place: named })
}

function tooMany(matches: readonly RunSummary[], named: string): string {
  const some = matches.slice(0, 4).map(({ id }) => id)
  const more = matches.length > some.length ? ', …' : ''
  return `"${named}" is the beginning of ${matches.length} runs (${some.join(', ')}${more}).`
}

function noMatch(runs: readonly RunSummary[], named: string): string {
  if (runs.length === 0) return `No run "${named}": this data folder holds no runs yet.`
  const byName = runs.find(({ name }) => name === named)
  if (byName !== undefined) return `"${named}" is the name of run ${byName.id}: give its id.`
  const near = nearestName(
    named,
    runs.map(({ id }) => id),
  )
  const hint = near === undefined ? '"cusp runs" lists them' : `did you mean ${near}?`
  return `No run "${named}"; ${hint}${hint.endsWith('?') ? '' : '.'}`
}
