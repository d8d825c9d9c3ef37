import type { Batch } from '#dataset'
import type { EvaluationSession, Inspection, NamedArray, Subject } from '#trainer'
import { assertNumbers, attackImages, oneHot, type DifferentiableModel } from '../attack/index.ts'
import type { Compiler } from '../compiler.ts'
import { matchArrays, type Model } from '../model/index.ts'
import { compiledModel } from './compiled-model.ts'
import { createRunner } from './runner.ts'

/** Batch sizes that graphs are compiled for; a batch takes the first it fits, in parts if none. */
export const evaluationCapacities = [8, 32, 64, 128] as const

/** Judges and attacks fixed weights, which are constants of its graphs. */
export function openEvaluation(
  compiler: Compiler,
  model: Model,
  subject: Pick<Subject, 'shape' | 'classes'>,
  weights: readonly NamedArray[],
): EvaluationSession {
  const { shape, classes } = subject
  const values = matchArrays(model.name, model.weights, weights)
  const runner = createRunner(compiler, { kind: 'frozen', values })
  const inference = compiledModel(runner, model, shape, classes, evaluationCapacities)
  return {
    async predict(batch) {
      const verdicts = await inference.judge(batch.images, batch.labels)
      assertNumbers(verdicts, batch)
      return verdicts
    },
    async attack(plan, batch, key) {
      const { images, verdicts } = await attackImages(inference, plan, batch, key)
      return { ...verdicts, perturbed: images }
    },
    inspect: async (batch) => inspect(inference, batch),
    close: () => runner.close(),
  }
}

async function inspect(
  model: DifferentiableModel,
  { images, labels, size }: Batch,
): Promise<Inspection> {
  const from = oneHot(labels, model.classes)
  const { logits, gradient } = await model.slope('cross-entropy', images, { from })
  const largestOf = (image: number): number =>
    gradient
      .subarray(image * model.pixels, (image + 1) * model.pixels)
      .reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  return { logits, gradient: Float32Array.from({ length: size }, (_, i) => largestOf(i)) }
}
