import type { PlanOf } from '#threat'
import { adam, type Adam } from '../adam.ts'
import { labelsOf, rowsOf, stack, type Example } from '../example.ts'
import { oneHot, type DifferentiableModel } from '../inference-model.ts'
import { predictionOf } from '../logits.ts'
import type { Attempt } from '../until-fooled.ts'
import { roughness } from './roughness.ts'

/** A flow on its way, and the one to be kept: the smoothest that fools, else that of highest loss. */
interface Stream {
  readonly example: Example
  readonly field: Float64Array
  readonly adam: Adam
  kept: Float32Array
  keptRoughness: number
  keptLoss: number
}

/**
 * stAdv from the flow of zero: Adam down max(margin, 0) + τ · roughness (arXiv 1801.02612, eq. 2),
 * every step taken back to ± `flow` px.
 */
export function stadvAttempt(model: DifferentiableModel, plan: PlanOf<'stadv'>): Attempt {
  const { height, width } = model.shape
  const size = 2 * height * width
  return async (examples) => {
    const streams = examples.map((example): Stream => ({
      ...{ example, field: new Float64Array(size), adam: adam(size, plan.learningRate) },
      ...{ kept: new Float32Array(size), keptRoughness: Infinity, keptLoss: -Infinity },
    }))
    const clean = stack(examples.map((example) => example.clean))
    const from = oneHot(labelsOf(examples), model.classes)
    for (let step = 0; step <= plan.steps; step++) {
      const fields = stack(streams.map(({ field }) => Float32Array.from(field)))
      const slope = await model.flowSlope('margin', clean, fields, from)
      const logits = rowsOf(slope.logits, streams.length)
      const gradients = rowsOf(slope.gradient, streams.length)
      streams.forEach((stream, i) => {
        const rough = roughness(stream.field, height, width)
        const isFooled = predictionOf(logits[i]) !== stream.example.label
        keep(stream, isFooled, slope.loss[i], rough.value)
        // The loss is −margin: what fools needs no push, only smoothing.
        const push = slope.loss[i] < 0 ? 1 : 0
        const downhill = rough.gradient.map(
          (value, at) => plan.smoothness * value - push * gradients[i][at],
        )
        stream.adam(stream.field, downhill)
        for (let at = 0; at < size; at++)
          stream.field[at] = Math.min(Math.max(stream.field[at], -plan.flow), plan.flow)
      })
    }
    return rowsOf(await model.flow(clean, stack(streams.map(({ kept }) => kept))), examples.length)
  }
}

function keep(stream: Stream, isFooled: boolean, loss: number, rough: number): void {
  const hasFooled = stream.keptRoughness < Infinity
  const isBetter = isFooled ? rough < stream.keptRoughness : !hasFooled && loss > stream.keptLoss
  if (!isBetter) return
  stream.kept = Float32Array.from(stream.field)
  stream.keptRoughness = isFooled ? rough : Infinity
  stream.keptLoss = loss
}
