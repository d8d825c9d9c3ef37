import type { Batch } from '#dataset'
import type { AttackOutcome, EvaluationSession, NamedArray, Subject, Verdicts } from '#trainer'
import {
  attackImages,
  type InferenceModel,
  type Outcome,
  type PaddedBatch,
} from '../attack/index.ts'
import type { Compiler } from '../compiler.ts'
import { createModel, matchArrays } from '../model/index.ts'
import { compiledModel } from './compiled-model.ts'
import { pad } from './pad.ts'
import { createRunner } from './runner.ts'

/** Batch sizes that graphs are compiled for; a batch takes the first it fits, in parts if none. */
const capacities = [8, 32, 64, 128] as const
const largest = Math.max(...capacities)

/** Judges and attacks fixed weights, which are constants of its graphs. */
export function openEvaluation(
  compiler: Compiler,
  subject: Subject,
  weights: readonly NamedArray[],
): EvaluationSession {
  const { shape, classes } = subject
  const model = createModel(subject.spec.model, shape, classes)
  const values = matchArrays(model.name, model.weights, weights)
  const runner = createRunner(compiler, { kind: 'frozen', values })
  const modelFor = (size: number): InferenceModel => {
    const capacity = capacities.find((fits) => size <= fits) ?? largest
    return compiledModel(runner, model, shape, classes, capacity)
  }
  const inParts = async (
    batch: Batch,
    compute: (model: InferenceModel, part: PaddedBatch) => Promise<Outcome>,
  ): Promise<AttackOutcome> => {
    const fitting = modelFor(batch.size)
    const whole = emptyOutcome(batch.size, fitting.pixels)
    for (let from = 0; from < batch.size; from += fitting.capacity) {
      const to = Math.min(from + fitting.capacity, batch.size)
      const part = pad(batch, fitting.pixels, fitting.capacity, from, to)
      place(whole, await compute(fitting, part), from, part.size)
    }
    return whole
  }
  return {
    async predict(batch): Promise<Verdicts> {
      const { prediction, loss, margin } = await inParts(batch, async (fitting, part) => ({
        images: part.images,
        verdicts: await fitting.judge(part.images, part.labels),
      }))
      return { prediction, loss, margin }
    },
    attack: (plan, batch, key) =>
      inParts(batch, (fitting, part) => attackImages(fitting, plan, part, key)),
    close: () => runner.close(),
  }
}

function emptyOutcome(size: number, pixels: number): AttackOutcome {
  return {
    prediction: new Int32Array(size),
    loss: new Float32Array(size),
    margin: new Float32Array(size),
    perturbed: new Float32Array(size * pixels),
  }
}

/** Copies the first `size` images of a part to their place, leaving its padding behind. */
function place(whole: AttackOutcome, part: Outcome, from: number, size: number): void {
  const pixels = part.images.length / part.verdicts.loss.length
  whole.perturbed.set(part.images.subarray(0, size * pixels), from * pixels)
  whole.prediction.set(part.verdicts.prediction.subarray(0, size), from)
  whole.loss.set(part.verdicts.loss.subarray(0, size), from)
  whole.margin.set(part.verdicts.margin.subarray(0, size), from)
}
