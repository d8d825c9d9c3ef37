import type { RunDetail } from '#contract'
import type { RunRow } from '#store'
import { engineVersions } from './engines.ts'

type Repeat = RunDetail['repeat']

/**
 * What would become of a run if it were repeated here: the same bits, or the same settings alone,
 * and why.
 * @param threads that a worker has here.
 */
export function repeatOf({ engine }: Pick<RunRow, 'engine'>, threads: number): Repeat {
  if (!engine) return { exact: null, reasons: ['Nothing was computed yet.'] }
  if (engine.name !== 'onnx' && engine.name !== 'reference') {
    const reason = `it was computed on ${engine.name}, whose versions here are known once it starts`
    return { exact: false, reasons: [reason] }
  }
  const here = engineVersions(engine.name)
  const versions = Object.entries(engine.versions).flatMap(([name, was]) => {
    const is = here[name] ?? 'missing'
    return is === was ? [] : [`${name} was ${was} and is ${is} here`]
  })
  const count =
    engine.threads === threads
      ? []
      : [`it was computed on ${engine.threads} threads and would be on ${threads}`]
  const reasons = [...versions, ...count]
  return { exact: reasons.length === 0, reasons }
}
