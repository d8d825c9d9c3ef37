import type { Provenance } from '#report'
import type { Desk } from '../desk.ts'
import { version } from '../version.ts'

/** Where the numbers of runs come from; runs that are gone are left out. */
export function provenanceOf(
  { store }: Pick<Desk, 'store'>,
  ids: readonly string[],
  at: number,
): Provenance {
  const rows = [...new Set(ids)].flatMap((id) => store.runs.get(id) ?? [])
  const evaluations = rows.flatMap(({ number }) => store.evaluations.last(number) ?? [])
  const protocols = evaluations.map(
    ({ protocol, labels, subsetHash }) =>
      `protocol ${protocol.name}, ${labels.length} images (${subsetHash.slice(0, 12)})`,
  )
  return {
    runs: rows.map(({ id, name, seed }) => ({ id, name, seed })),
    version,
    datasets: [...new Set(rows.flatMap(({ datasetHash }) => datasetHash ?? []))],
    protocols: [...new Set(protocols)],
    drawnAt: at,
  }
}
