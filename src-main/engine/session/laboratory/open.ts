import type { Settings } from '#curriculum'
import type { Batch } from '#dataset'
import type { RandomKey } from '#random'
import type { RunSpec } from '#spec'
import type { AttackPlan, Transform } from '#threat'
import type { NamedArray, Subject, Verdicts } from '#trainer'
import { attackImages, type Outcome } from '../../attack/index.ts'
import type { Compiler } from '../../compiler.ts'
import { initialWeights, matchArrays } from '../../model/index.ts'
import { compiledModel } from '../compiled-model.ts'
import { evaluationCapacities } from '../evaluation-session.ts'
import { modelOf, type ModelFiles } from '../model-of.ts'
import type { PerturbedBatch } from '../perturb-batch.ts'
import { createRunner } from '../runner.ts'
import { interruptible } from './interruptible.ts'
import { present } from './present.ts'
import { traceAttack, type Traced } from './trace.ts'

/** What can be asked of a model that is kept ready; images `[n, height, width, channel]`. */
export interface LaboratoryModel {
  readonly classes: number
  /** `[n, class]`. */
  logits(images: Float32Array): Promise<Float32Array>
  judge(images: Float32Array, labels: Int32Array): Promise<Verdicts>
  warp(images: Float32Array, transforms: readonly Transform[]): Promise<Float32Array>
  /**
   * What a training step of `spec` would learn from at these settings.
   * @param spec says how to perturb; its model is not read.
   */
  present(spec: RunSpec, settings: Settings, batch: Batch, key: RandomKey): Promise<PerturbedBatch>
  attack(plan: AttackPlan, batch: Batch, key: RandomKey): Promise<Outcome>
  /** An attack on one image, with its loss on the way. */
  trace(plan: AttackPlan, batch: Batch, key: RandomKey): Promise<Traced>
}

export interface Laboratory {
  /** @param pause awaited before each graph; it may throw, which ends the question. */
  model(pause: () => Promise<void>): LaboratoryModel
  close(): Promise<void>
}

/**
 * Keeps a model and its compiled graphs ready for questions.
 * @param weights none: those an imported model came with, or a model of ours begins with.
 */
export async function openLaboratory(
  compiler: Compiler,
  subject: Subject,
  weights: readonly NamedArray[] | undefined,
  files: ModelFiles,
): Promise<Laboratory> {
  const { spec, shape, classes } = subject
  const { model, given } = await modelOf(subject, files)
  const arrays = weights ?? given ?? initialWeights(model, spec.seed)
  const values = matchArrays(model.name, model.weights, arrays)
  const runner = createRunner(compiler, { kind: 'frozen', values })
  const compiled = (mode?: 'inference' | 'training') =>
    compiledModel(runner, model, shape, classes, evaluationCapacities, mode)
  const calm = compiled()
  return {
    model(pause) {
      const inference = interruptible(calm, pause)
      return {
        classes,
        logits: (...asked) => inference.logits(...asked),
        judge: (...asked) => inference.judge(...asked),
        warp: (...asked) => inference.warp(...asked),
        present(how, settings, batch, key) {
          const mode = how.attack.batchNorm
          const attacked = mode ? interruptible(compiled(mode), pause) : inference
          return present({ inference, attacked }, how, settings, batch, key)
        },
        attack: (plan, batch, key) => attackImages(inference, plan, batch, key),
        trace: (plan, batch, key) => traceAttack(inference, plan, batch, key),
      }
    },
    close: () => runner.close(),
  }
}
