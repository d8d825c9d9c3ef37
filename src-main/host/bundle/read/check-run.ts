import { asCuspError } from '#errors'
import { resolveRun } from '#spec'
import { planKey, plansOf } from '#threat'
import { parse } from '../format/json.ts'
import { malformed } from '../format/refusal.ts'
import type { EvaluationDocument, MetricsDocument, RunDocument } from '../format/run-document.ts'
import { arrayBytes } from './arrays.ts'

/** What a run's documents must agree in beyond their schemas: the store would not take it else. */
export function checkRun(
  run: RunDocument,
  metrics: MetricsDocument,
  arraySize: number,
  place: string,
): void {
  requireSpec(run, place)
  requireLog(run, place)
  requireSeries(metrics, run, place)
  if (!isRising(run.checkpoints.map(({ step }) => step))) {
    throw malformed(place, 'lists checkpoints out of order')
  }
  if (!isRising(run.equivariance.map(({ step }) => step))) {
    throw malformed(place, 'lists readings of the equivariance meter out of order')
  }
  for (const [i, made] of run.evaluations.entries()) {
    requireEvaluation(made, `${place}.evaluations[${i}]`)
  }
  const arrays = arrayBytes(run.evaluations)
  if (arrays !== arraySize) {
    throw malformed(place, `tells of ${arrays} bytes of arrays and ${arraySize} are there`)
  }
}

function requireSpec({ spec, state, finishedAt }: RunDocument, place: string): void {
  try {
    resolveRun(spec)
  } catch (cause) {
    throw malformed(`${place}.spec`, `does not fit: ${asCuspError(cause).message}`, cause)
  }
  if (state === 'finished' && finishedAt === null) {
    throw malformed(`${place}.finishedAt`, 'is missing of a run that is finished')
  }
}

function requireLog({ events, seq }: RunDocument, place: string): void {
  const seqs = events.map((event) => event.seq)
  if (!isRising(seqs) || (seqs.at(-1) ?? 0) > seq) {
    throw malformed(`${place}.events`, 'are out of order')
  }
  events.forEach(({ body }, i) => parse(body, `${place}.events[${i}].body`))
}

function requireSeries({ series }: MetricsDocument, { seq }: RunDocument, place: string): void {
  const names = series.map(({ name }) => name)
  if (!isRising(names)) throw malformed(place, 'has series out of order, or one twice')
  for (const { name, steps, values, seqs } of series) {
    if (steps.length !== values.length || steps.length !== seqs.length || !isRising(steps)) {
      throw malformed(place, `has a series ${name} that is torn or out of order`)
    }
    if (seqs.some((each) => each > seq)) {
      throw malformed(place, `has a series ${name} that goes on after the last fact`)
    }
  }
}

/** Rates are computed anew: what they are computed of must be of every image. */
function requireEvaluation(made: EvaluationDocument, place: string): void {
  const { count, plans, protocol, finishedAt } = made
  const roles = new Map(plansOf(protocol).map(({ key, role }) => [key, role]))
  for (const { plan, images, losses, margins } of plans) {
    const isWhole = (roles.get(planKey(plan)) ?? 'examination') !== 'examination'
    if (images > count || (isWhole && images !== count)) {
      throw malformed(place, `is of ${count} images, and a plan of it of ${images}`)
    }
    if (losses > images || margins > images) {
      throw malformed(place, `has more losses or margins than the ${images} images of a plan`)
    }
  }
  if (finishedAt !== null && !plans.some(({ plan }) => plan.attack === 'clean')) {
    throw malformed(place, 'is finished without clean predictions')
  }
}

function isRising(values: readonly (number | string)[]): boolean {
  return values.every((value, i) => i === 0 || values[i - 1] < value)
}
