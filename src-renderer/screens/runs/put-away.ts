import { allOf, asksAbout, formatQuery, parseQuery } from '#contract'
import type { Host } from '../../state/index.ts'
import { formatCount } from '../../wording/index.ts'

export const places = ['archived', 'deleted'] as const
export type Place = (typeof places)[number]

/** Runs that a filter leaves out because they are put away, by where they are. */
export type PutAway = Readonly<Record<Place, number>>

/** The filter that shows what `where` would, were it not put away; null where it speaks of that place itself. */
export function filterAmong(where: string, place: Place): string | null {
  const query = parseQuery(where).query
  if (!query || asksAbout(query, place)) return null
  return formatQuery(allOf([query, { is: 'flag', flag: place }]))
}

export async function countPutAway(host: Host, where: string): Promise<PutAway> {
  const count = async (place: Place): Promise<number> => {
    const among = filterAmong(where, place)
    return among === null ? 0 : (await host.table.page({ where: among, limit: 0 })).runs
  }
  const [archived, deleted] = await Promise.all(places.map(count))
  return { archived, deleted }
}

/** Why nothing is listed, as a title and a sentence. */
export function whyNothing(where: string, { archived, deleted }: PutAway) {
  const away = [
    ...(archived > 0 ? [`${formatCount(archived)} archived`] : []),
    ...(deleted > 0 ? [`${formatCount(deleted)} deleted`] : []),
  ]
  if (where === '' && away.length > 0) {
    const all = archived === 0 ? 'deleted' : deleted === 0 ? 'archived' : 'archived or deleted'
    const stay = deleted > 0 ? ' Deleted runs can be restored until they are removed for ever.' : ''
    return { title: `Every run is ${all}`, text: `${runsOf(away, archived + deleted)}.${stay}` }
  }
  if (where === '') return noRuns
  const only = places.find((place) => where.trim() === `is:${place}`)
  if (only)
    return { title: `No run is ${only}`, text: 'Every run that there is stands in the list.' }
  const title = `No run matches “${where}”`
  if (away.length === 0) return { title, text: 'Nor does one that is archived or deleted.' }
  return { title, text: `But for ${runsOf(away, archived + deleted)}.` }
}

const runsOf = (away: readonly string[], count: number): string =>
  `${away.join(' and ')} ${count === 1 ? 'run' : 'runs'}`

const noRuns = {
  title: 'No runs yet',
  text: 'A run trains one network under one curriculum and attacks it. The sample study makes three.',
}
