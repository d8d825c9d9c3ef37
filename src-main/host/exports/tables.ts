import { planKey } from '#threat'
import type { Subject } from './subject.ts'

/** A column of one kind; a number that is missing is NaN, a text that is missing is empty. */
export type Column =
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly string[] }
  | {
      readonly name: string
      readonly kind: 'integer' | 'number'
      readonly values: readonly number[]
    }

export type Table = readonly Column[]

const text = (name: string, values: readonly string[]): Column => ({ name, kind: 'text', values })
const integer = (name: string, values: readonly number[]): Column => ({
  name,
  kind: 'integer',
  values,
})
const number = (name: string, values: readonly number[]): Column => ({
  name,
  kind: 'number',
  values,
})

/** One row a run: what it is, how it ended, its headline, and its spec as JSON. Times in ms since 1970. */
export function runsTable(
  subjects: readonly Pick<Subject, 'run' | 'tags' | 'notes' | 'scores'>[],
): Table {
  const runs = subjects.map(({ run }) => run)
  const score = (name: 'clean' | 'adversarial' | 'spatial') =>
    number(
      name,
      subjects.map(({ scores }) => scores?.[name] ?? NaN),
    )
  return [
    text(
      'id',
      runs.map(({ id }) => id),
    ),
    text(
      'name',
      runs.map(({ spec }) => spec.name),
    ),
    text(
      'state',
      runs.map(({ state }) => state),
    ),
    integer(
      'seed',
      runs.map(({ spec }) => spec.seed),
    ),
    text(
      'group',
      runs.map(({ group }) => group ?? ''),
    ),
    text(
      'study',
      runs.map(({ study }) => study ?? ''),
    ),
    text(
      'tags',
      subjects.map(({ tags }) => tags.join(';')),
    ),
    text(
      'notes',
      subjects.map(({ notes }) => notes),
    ),
    integer(
      'step',
      runs.map(({ step }) => step),
    ),
    integer(
      'total_steps',
      runs.map(({ totalSteps }) => totalSteps),
    ),
    integer(
      'created',
      runs.map(({ createdAt }) => createdAt),
    ),
    number(
      'started',
      runs.map(({ startedAt }) => startedAt ?? NaN),
    ),
    number(
      'finished',
      runs.map(({ finishedAt }) => finishedAt ?? NaN),
    ),
    number(
      'active_seconds',
      runs.map(({ activeMs }) => activeMs / 1000),
    ),
    ...[score('clean'), score('adversarial'), score('spatial')],
    text(
      'dataset_hash',
      runs.map(({ datasetHash }) => datasetHash ?? ''),
    ),
    text(
      'weights_hash',
      runs.map(({ weightsHash }) => weightsHash ?? ''),
    ),
    text(
      'spec',
      runs.map(({ spec }) => JSON.stringify(spec)),
    ),
  ]
}

/** One row a point of a series. */
export function metricsTable({ series, timeOf }: Subject): Table {
  const steps = series.flatMap((each) => each.steps)
  return [
    text(
      'metric',
      series.flatMap(({ name, steps: at }) => at.map(() => name)),
    ),
    integer('step', steps),
    number(
      'value',
      series.flatMap(({ values }) => values),
    ),
    integer('time', steps.map(timeOf)),
  ]
}

/** One row an image and plan: what the network said of it. */
export function evaluationsTable({ evaluations }: Subject): Table {
  const rows = evaluations.flatMap(({ document, subset, labels, results }, evaluation) =>
    results.flatMap(({ plan, prediction, loss, margin }) => {
      const key = planKey(plan)
      return Array.from(prediction, (said, i) => ({
        ...{ evaluation, key, said, step: document.step, image: subset[i], label: labels[i] },
        ...{ loss: loss[i] ?? NaN, margin: margin[i] ?? NaN },
      }))
    }),
  )
  return [
    integer(
      'evaluation',
      rows.map((row) => row.evaluation),
    ),
    integer(
      'step',
      rows.map((row) => row.step),
    ),
    text(
      'plan',
      rows.map((row) => row.key),
    ),
    integer(
      'image',
      rows.map((row) => row.image),
    ),
    integer(
      'label',
      rows.map((row) => row.label),
    ),
    integer(
      'prediction',
      rows.map((row) => row.said),
    ),
    number(
      'loss',
      rows.map((row) => row.loss),
    ),
    number(
      'margin',
      rows.map((row) => row.margin),
    ),
  ]
}
