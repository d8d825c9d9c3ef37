import type { RunDetail } from '#contract'
import type { RunRow } from '#store'
import { versionOf } from './engine/packages.ts'
import { version } from './version.ts'

type Repeat = RunDetail['repeat']

/** What this host would compute with, by the name an engine records it under. */
function versionHere(name: string): string {
  if (name === 'cusp') return version
  return name === 'node' ? process.versions.node : (versionOf(name) ?? 'not known')
}

/**
 * What would become of a run if it were repeated here: the same bits, or the same settings alone,
 * and why.
 * @param threads that a worker has here.
 */
export function repeatOf({ engine }: Pick<RunRow, 'engine'>, threads: number): Repeat {
  if (!engine) return { exact: null, reasons: ['Nothing was computed yet.'] }
  const versions = Object.entries(engine.versions).flatMap(([name, was]) => {
    const is = versionHere(name)
    return is === was ? [] : [`${name} was ${was} and is ${is} here`]
  })
  const count =
    engine.threads === threads
      ? []
      : [`it was computed on ${engine.threads} threads and would be on ${threads}`]
  const reasons = [...versions, ...count]
  return { exact: reasons.length === 0, reasons }
}
