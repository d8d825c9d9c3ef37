import type { Transform } from '#threat'
import { stack } from '../../attack/index.ts'
import type { DifferentiableModel } from '../../attack/index.ts'

/** What is known of one place an attack has looked at: its loss, or the image to ask about later. */
type Look = number | { readonly image: Float32Array }

export interface Watch {
  /** The model to attack in place of the watched one; it answers the same. */
  readonly model: DifferentiableModel
  /**
   * The cross-entropy of the label wherever the attack looked, a line for each time it had a result
   * judged: a restart, a part or a draw.
   */
  lines(): Promise<number[][]>
}

/**
 * Watches an attack on one image. Results are the attack's own, bit for bit: what it asks is passed
 * on, and what was seen is judged once it is over.
 */
export function watch(model: DifferentiableModel, label: number): Watch {
  const ended: Look[][] = []
  let line: Look[] = []
  const see = (...looks: Look[]): void => void line.push(...looks)
  /** Of several images asked about at once the one nearest to an error. */
  const seeLogits = (logits: Float32Array): void => see(worstLoss(logits, model.classes, label))
  const seen = async <Value extends { readonly logits: Float32Array }>(
    asked: Promise<Value>,
  ): Promise<Value> => {
    const found = await asked
    seeLogits(found.logits)
    return found
  }
  /** What the model sees of an image that is attacked through a transform. */
  const moved = async (image: Float32Array, through?: readonly Transform[]): Promise<Look> => ({
    image: through ? await model.warp(image, through) : image,
  })
  return {
    model: {
      ...model,
      async logits(images) {
        const logits = await model.logits(images)
        seeLogits(logits)
        return logits
      },
      async judge(images, labels) {
        const verdicts = await model.judge(images, labels)
        ended.push([...line, ...verdicts.loss])
        line = []
        return verdicts
      },
      async ascend(norm, at, through) {
        see(await moved(at.perturbed, through))
        return model.ascend(norm, at, through)
      },
      slope: (...asked) => seen(model.slope(...asked)),
      transformSlope: (...asked) => seen(model.transformSlope(...asked)),
      flowSlope: (...asked) => seen(model.flowSlope(...asked)),
      pullback: (...asked) => seen(model.pullback(...asked)),
    },
    lines: () => judgeAll(model, ended, label),
  }
}

/** Fills in the losses of images that were only remembered, all in one question. */
async function judgeAll(
  model: DifferentiableModel,
  lines: readonly Look[][],
  label: number,
): Promise<number[][]> {
  const images = lines.flat().flatMap((look) => (typeof look === 'number' ? [] : [look.image]))
  if (images.length === 0) return lines as number[][]
  const labels = new Int32Array(images.length).fill(label)
  const losses = (await model.judge(stack(images), labels)).loss.values()
  return lines.map((looks) =>
    looks.map((look) => (typeof look === 'number' ? look : (losses.next().value ?? NaN))),
  )
}

/** The highest cross-entropy of `label` among rows of logits. */
function worstLoss(logits: Float32Array, classes: number, label: number): number {
  let worst = -Infinity
  for (let from = 0; from < logits.length; from += classes) {
    const row = logits.subarray(from, from + classes)
    const top = Math.max(...row)
    const sum = row.reduce((total, logit) => total + Math.exp(logit - top), 0)
    worst = Math.max(worst, top + Math.log(sum) - row[label])
  }
  return worst
}
