import type { AttackLoss } from '../attack-loss.ts'
import { rowsOf, stack, type Example } from '../example.ts'
import { oneHot, type DifferentiableModel } from '../inference-model.ts'
import { predictionOf } from '../logits.ts'

/** What an ascent climbs: a loss, for a targeted one towards a class of each example. */
export interface Hill {
  readonly loss: AttackLoss
  readonly towards?: readonly number[]
}

/** An image on its way up. */
export interface Climber {
  readonly example: Example
  readonly towards: number | undefined
  here: Float32Array
  /** Where it was a step ago. */
  before: Float32Array
  /** Loss and gradient here. */
  loss: number
  gradient: Float32Array
  /** Where the loss was highest, and what it was. */
  best: Float32Array
  bestLoss: number
  bestGradient: Float32Array
  /** Whether the model errs here. */
  isFooled: boolean
}

/** Climbers at their starts, already looked at. */
export async function climbersAt(
  model: DifferentiableModel,
  { loss, towards }: Hill,
  examples: readonly Example[],
  starts: readonly Float32Array[],
): Promise<Climber[]> {
  const climbers = examples.map((example, i): Climber => {
    const here = starts[i]
    const unknown = { loss: -Infinity, gradient: here, bestLoss: -Infinity, bestGradient: here }
    const places = { here, before: here, best: here }
    return { example, towards: towards?.[i], ...places, ...unknown, isFooled: false }
  })
  await look(model, loss, climbers)
  return climbers
}

/** Asks the model about where climbers are now. */
export async function look(
  model: DifferentiableModel,
  loss: AttackLoss,
  climbers: readonly Climber[],
): Promise<void> {
  const rows = (classOf: (climber: Climber) => number): Float32Array =>
    oneHot(Int32Array.from(climbers, classOf), model.classes)
  const found = await model.slope(loss, stack(climbers.map(({ here }) => here)), {
    from: rows(({ example }) => example.label),
    towards: rows(({ towards }) => towards ?? -1),
  })
  const logits = rowsOf(found.logits, climbers.length)
  const gradients = rowsOf(found.gradient, climbers.length)
  climbers.forEach((climber, i) => {
    climber.loss = found.loss[i]
    climber.gradient = gradients[i]
    climber.isFooled = predictionOf(logits[i]) !== climber.example.label
    if (climber.loss <= climber.bestLoss) return
    climber.best = climber.here
    climber.bestLoss = climber.loss
    climber.bestGradient = climber.gradient
  })
}

/** Goes back to where the loss was highest. */
export function returnToBest(climber: Climber): void {
  climber.here = climber.best
  climber.loss = climber.bestLoss
  climber.gradient = climber.bestGradient
}
