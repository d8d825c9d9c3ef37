import { batchOf } from '#dataset'
import type { RandomKey } from '#random'
import { plansOf, type PlannedAttack, type Protocol } from '#threat'
import type { EvaluationSession, NamedArray } from './engine.ts'
import { subjectOf, type Job } from './job.ts'
import { repredict } from './repredict.ts'
import type { PlanResult, RunEvent } from './run-event.ts'
import { subsetOf, type Subset } from './subset.ts'

/** Images attacked between two looks at `stop` and two words of progress. */
const portion = 128

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
  /** Keys of the plans an interrupted evaluation has done; given, it is continued, not begun. */
  readonly done?: ReadonlySet<string>
  onProgress?(progress: EvaluateProgress): void
}

export type EvaluateEnd = 'finished' | 'paused' | 'cancelled'

/**
 * Runs a protocol's plans on its subset, clean first. Results are kept image by image; draws go by
 * `[protocol seed, 'evaluation', attack, …, image]`, equal for all runs and for all points of a
 * curve, so that comparisons are paired. Every perturbed image is predicted a second time.
 * @throws CuspError `evaluation.mismatch` when the second prediction differs, `dataset.too-small`.
 */
export async function* evaluate(job: EvaluateJob): AsyncGenerator<RunEvent, EvaluateEnd> {
  const { step, done = new Set<string>() } = job
  const subset = subsetOf(job.dataset, job.split, job.protocol)
  const planned = plansOf(job.protocol)
  if (!job.done) yield begun(step, planned.length, subset)
  const session = await job.engine.openEvaluation(subjectOf(job), job.weights)
  try {
    for (const [position, entry] of planned.entries()) {
      if (done.has(entry.key)) continue
      const progress = { position, plans: planned.length, of: subset.indices.length }
      const result = await runPlan(job, session, entry, subset.indices, (images) =>
        job.onProgress?.({ ...progress, images }),
      )
      if (typeof result === 'string') return result
      yield { kind: 'planEvaluated', step, position, result }
    }
    yield { kind: 'evaluationFinished', step }
    return 'finished'
  } finally {
    await session.close()
  }
}

function begun(step: number, plans: number, { indices, labels, hash }: Subset): RunEvent {
  return { kind: 'evaluationStarted', step, plans, subset: indices, labels, subsetHash: hash }
}

/** One plan over the whole subset; a wish to stop between two portions drops what it has. */
async function runPlan(
  job: EvaluateJob,
  session: EvaluationSession,
  { plan, role }: PlannedAttack,
  indices: Uint32Array,
  onImages: (done: number) => void,
): Promise<PlanResult | 'paused' | 'cancelled'> {
  const whole = emptyResult(indices.length, job)
  const key: RandomKey = [job.protocol.seed, 'evaluation', plan.attack]
  for (let from = 0; from < indices.length; from += portion) {
    const wish = job.stop()
    if (wish !== 'run') return wish === 'pause' ? 'paused' : 'cancelled'
    const part = indices.subarray(from, from + portion)
    const outcome = await session.attack(plan, batchOf(job.dataset, part), key)
    whole.prediction.set(outcome.prediction, from)
    whole.loss.set(outcome.loss, from)
    whole.margin.set(outcome.margin, from)
    whole.perturbed.set(outcome.perturbed, from * whole.pixels)
    onImages(from + part.length)
  }
  await repredict(session, indices, whole.perturbed, whole.prediction)
  const { prediction, loss, margin } = whole
  const kept = role === 'curve' ? 0 : Math.min(job.protocol.gallery, indices.length)
  const gallery = bytesOf(whole.perturbed.subarray(0, kept * whole.pixels))
  return { plan, prediction, loss, margin, gallery }
}

function emptyResult(count: number, { dataset: { shape } }: EvaluateJob) {
  const pixels = shape.height * shape.width * shape.channels
  return {
    pixels,
    prediction: new Int32Array(count),
    loss: new Float32Array(count),
    margin: new Float32Array(count),
    perturbed: new Float32Array(count * pixels),
  }
}

function bytesOf(images: Float32Array): Uint8Array {
  return Uint8Array.from(images, (value) => Math.round(value * 255))
}
