import { batchOf, type Batch, type Corruptions } from '#dataset'
import { CuspError } from '#errors'
import type { RandomKey } from '#random'
import {
  craftedBy,
  examinationOf,
  plansOf,
  type AttackPlan,
  type PlannedAttack,
  type PlanOf,
  type Protocol,
} from '#threat'
import type { EvaluationSession, Inspection, NamedArray } from './engine.ts'
import { subjectOf, type Job } from './job.ts'
import { portionOf } from './portion.ts'
import { repredict } from './repredict.ts'
import type { PlanResult, RunEvent } from './run-event.ts'
import { subsetOf, type Subset } from './subset.ts'

export interface EvaluateProgress {
  readonly position: number
  readonly plans: number
  /** Images of this plan done. */
  readonly images: number
  readonly of: number
}

export interface EvaluateJob extends Job {
  /** Usually the spec's own; another may be asked for later. */
  readonly protocol: Protocol
  readonly weights: readonly NamedArray[]
  /** Training steps done by these weights. */
  readonly step: number
  /** What an interrupted evaluation has done; given, it is continued, not begun. */
  readonly evaluated?: Evaluated
  onProgress?(progress: EvaluateProgress): void
  /** Opens a stored corruption set; what has no corruption plan needs none. */
  corruptions?(set: string): Promise<Pick<Corruptions, 'batch'>>
  /** Opens the network that a transfer is crafted on; what has no such plan needs none. */
  sources?(from: PlanOf<'transfer'>['from']): Promise<Pick<EvaluationSession, 'attack'>>
}

/** What is known of an evaluation that was cut off, by the keys of its plans. */
export interface Evaluated {
  /** Plans that are done. */
  readonly plans: readonly string[]
  /** Of plans under way, how many images of the subset, from its first on. */
  readonly images: Readonly<Record<string, number>>
}

export type EvaluateEnd = 'finished' | 'paused' | 'cancelled'

/**
 * Runs a protocol's plans on its subset, clean first. Results are told portion by portion, image by
 * image; draws go by `[protocol seed, 'evaluation', attack, …, image]`, equal for all runs and for
 * all points of a curve, so that comparisons are paired. Every perturbed image is predicted a second
 * time before anything is told of it.
 * @throws CuspError `evaluation.mismatch` when the second prediction differs, `dataset.too-small`.
 */
export async function* evaluate(job: EvaluateJob): AsyncGenerator<RunEvent, EvaluateEnd> {
  const { step, evaluated } = job
  const subset = subsetOf(job.dataset, job.split, job.protocol)
  const planned = plansOf(job.protocol)
  if (!evaluated) yield begun(step, planned.length, subset)
  const session = await job.engine.openEvaluation(subjectOf(job), job.weights)
  try {
    for (const [position, entry] of planned.entries()) {
      if (evaluated?.plans.includes(entry.key)) continue
      const at = { position, plans: planned.length }
      const on = subset.indices.subarray(0, entry.count)
      const end = yield* runPlan({ job, session, subset: on, entry, at })
      if (end !== 'finished') return end
      yield { kind: 'planEvaluated', step, position, plan: entry.plan }
    }
    const inspection = await inspectionOf(job, session, subset)
    if (inspection) yield { kind: 'modelExamined', step, inspection }
    yield { kind: 'evaluationFinished', step }
    return 'finished'
  } finally {
    await session.close()
  }
}

function begun(step: number, plans: number, { indices, labels, hash }: Subset): RunEvent {
  return { kind: 'evaluationStarted', step, plans, subset: indices, labels, subsetHash: hash }
}

interface PlanJob {
  readonly job: EvaluateJob
  readonly session: EvaluationSession
  /** Images it is run on. */
  readonly subset: Uint32Array
  readonly entry: PlannedAttack
  readonly at: Pick<EvaluateProgress, 'position' | 'plans'>
}

/** One plan over what is left of the subset; a wish to stop is heard between two portions. */
async function* runPlan(plan: PlanJob): AsyncGenerator<RunEvent, EvaluateEnd> {
  const { job, subset, entry, at } = plan
  const done = job.evaluated?.images[entry.key] ?? 0
  const { shape, classes } = subjectOf(job)
  const size = portionOf(entry.plan, shape, classes)
  for (let from = done; from < subset.length; from += size) {
    const wish = job.stop()
    if (wish === 'pause' || wish === 'cancel') return wish === 'pause' ? 'paused' : 'cancelled'
    const result = await runPortion(plan, subset.subarray(from, from + size), from)
    yield { kind: 'portionEvaluated', step: job.step, position: at.position, from, result }
    job.onProgress?.({ ...at, images: from + result.prediction.length, of: subset.length })
  }
  return 'finished'
}

async function runPortion(
  { job, session, entry: { plan, role } }: PlanJob,
  part: Uint32Array,
  from: number,
): Promise<PlanResult> {
  const key: RandomKey = [job.protocol.seed, 'evaluation', plan.attack]
  const outcome = await session.attack(plan, await batchFor(job, plan, part, key), key)
  const { prediction, loss, margin, perturbed } = outcome
  await repredict(session, part, perturbed, prediction)
  const isShown = role === 'clean' || role === 'headline'
  const kept = isShown ? Math.max(0, job.protocol.gallery - from) : 0
  const pixels = perturbed.length / part.length
  return { plan, prediction, loss, margin, gallery: bytesOf(perturbed.subarray(0, kept * pixels)) }
}

/**
 * The images a plan begins with: the dataset's own, those of a corruption set, or what was crafted on
 * another network.
 */
async function batchFor(
  job: EvaluateJob,
  plan: AttackPlan,
  part: Uint32Array,
  key: RandomKey,
): Promise<Batch> {
  if (plan.attack === 'transfer') return transferred(job, plan, batchOf(job.dataset, part), key)
  if (plan.attack !== 'corruption') return batchOf(job.dataset, part)
  const set = await job.corruptions?.(plan.set)
  if (set) return set.batch(part, plan.corruption, plan.severity)
  throw new CuspError(
    'internal',
    `Nobody opens the corruption set "${plan.set}" for this evaluation.`,
  )
}

async function transferred(
  job: EvaluateJob,
  plan: PlanOf<'transfer'>,
  batch: Batch,
  key: RandomKey,
): Promise<Batch> {
  const source = await job.sources?.(plan.from)
  if (!source)
    throw new CuspError('internal', `Nobody opens run ${plan.from.run} for this evaluation.`)
  const { perturbed } = await source.attack(craftedBy(plan), batch, key)
  return { ...batch, images: perturbed }
}

/** A look at the network, on the images of the protocol's examination; undefined if it has none. */
async function inspectionOf(
  { dataset, protocol }: EvaluateJob,
  session: EvaluationSession,
  { indices }: Subset,
): Promise<Inspection | undefined> {
  const examination = examinationOf(protocol)
  if (!examination) return undefined
  return session.inspect(batchOf(dataset, indices.subarray(0, examination.count)))
}

function bytesOf(images: Float32Array): Uint8Array {
  return Uint8Array.from(images, (value) => Math.round(value * 255))
}
