import type { Scores } from '#contract'
import type { ReadableStore, RunRow } from '#store'
import {
  collectRun,
  cutArrays,
  type CutEvaluation,
  type MetricsDocument,
  type RunDocument,
} from '../bundle/index.ts'
import { stepClock } from '../comparison/index.ts'

/** A run as other programs are told of it. */
export interface Subject {
  readonly run: RunDocument
  readonly series: MetricsDocument['series']
  readonly notes: string
  readonly tags: readonly string[]
  readonly evaluations: readonly CutEvaluation[]
  readonly scores: Scores | null
  /** When a step was reached, in milliseconds since 1970: as its log tells, evenly in between. */
  readonly timeOf: (step: number) => number
}

export function subjectOf(store: ReadableStore, row: RunRow, models: string): Subject {
  const { run, metrics, shelf, arrays } = collectRun(store, row, models)
  const clock = stepClock(run.events)
  const began = run.events[0]?.at ?? run.createdAt
  return {
    run,
    series: metrics.series,
    notes: shelf.notes,
    tags: shelf.labels.filter(({ kind }) => kind === 'tag').map(({ name }) => name),
    evaluations: cutArrays(run.evaluations, arrays, null, run.id),
    scores: JSON.parse(row.scores ?? 'null') as Scores | null,
    timeOf: (step) => Math.round(began + (clock?.wall(step) ?? 0) * 1000),
  }
}

/** A file of an export, by its path in the folder. */
export interface ExportedFile {
  readonly path: string
  readonly contents: Uint8Array
}

/** Every setting of a spec by its path: `curriculum.name`, `dataset.train`; lists as JSON. */
export function settingsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [[path, typeof value === 'string' ? value : JSON.stringify(value)]]
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : settingsOf(inner, path === '' ? key : `${path}.${key}`),
  )
}
