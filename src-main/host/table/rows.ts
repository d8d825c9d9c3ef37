import { meanSd } from '#comparison'
import type { Cell, TableRow } from '#contract'
import { directionOf, type Measure } from '#query'
import { readingOf, type RunRow } from '#store'
import { laneNames, sampleLane, type ResolvedCurriculum } from '#curriculum'
import { countedRuns } from '../counted.ts'
import { summarise, type Desk } from '../desk.ts'

/** Places a row draws its series and lanes at. */
const parts = 40
const notePreview = 120

/** What a row shows, whichever runs it is of. */
export interface Shown {
  readonly columns: readonly Measure[]
  readonly spark: string | null
}

/** A row of the table. @param members runs of one configuration, newest first; one at least */
export function rowOf(desk: Desk, key: string, members: readonly RunRow[], shown: Shown): TableRow {
  const { store } = desk
  const [newest] = members
  const labels = members.flatMap((run) => store.labels.ofRun(run.number))
  const named = (kind: string) => [
    ...new Set(labels.filter((label) => label.kind === kind).map(({ name }) => name)),
  ]
  return {
    key,
    run: summarise(desk, newest),
    runs: members.map(({ id }) => id),
    seeds: members.map(({ seed }) => seed).sort((a, b) => a - b),
    tags: named('tag'),
    collections: named('collection'),
    note: store.shelf.notes(newest.number).slice(0, notePreview),
    archived: members.every(({ archivedAt }) => archivedAt !== null),
    deleted: members.every(({ deletedAt }) => deletedAt !== null),
    cells: shown.columns.map((measure) => cellOf(desk, members, measure)),
    spark: shown.spark === null ? [] : sparkOf(desk, newest, shown.spark),
    lanes: lanesOf(store.runs.resolved(newest.number)),
  }
}

/** A number of one run, or its mean over those of several that count and have it. */
export function cellOf(
  { store }: Pick<Desk, 'store'>,
  members: readonly Pick<RunRow, 'number' | 'scores'>[],
  measure: Measure,
): Cell | null {
  const best = directionOf(measure) === 'minimise' ? 'lowest' : 'highest'
  const found = countedRuns(members).flatMap(
    ({ number }) => readingOf(store.measures, number, measure, best) ?? [],
  )
  if (found.length === 0) return null
  const { mean, sd, count } = meanSd(found.map(({ value }) => value))
  const steps = new Set(found.map(({ step }) => step))
  return { value: mean, sd, count, step: steps.size === 1 ? found[0].step : null }
}

function sparkOf({ store }: Desk, run: RunRow, name: string): TableRow['spark'] {
  return store.metrics.extremes(run.number, name, Math.max(run.totalSteps, 1), parts)
}

function lanesOf(resolved: string | null): TableRow['lanes'] {
  if (resolved === null) return []
  const curriculum = JSON.parse(resolved) as ResolvedCurriculum
  const { steps } = curriculum.extent
  if (steps === 0) return []
  return laneNames
    .filter((lane) => curriculum.lanes[lane] !== undefined)
    .map((lane) => {
      const values = sampleLane(curriculum, lane, 0, steps, parts).map(({ value }) => value)
      return { lane, values }
    })
}
