import type { ExaminedFacts, MaskingFacts } from './facts.ts'
import { images, notExamined, tolerated, type MaskingSignal } from './signal.ts'

/** Share of images whose loss has no slope at all: no gradient attack can begin on them. */
export function zeroGradient({ gradient }: ExaminedFacts): MaskingSignal {
  const zero = Array.from(gradient).filter((largest) => largest === 0).length
  return {
    signal: 'zero-gradient',
    fires: zero > tolerated * gradient.length,
    counts: { images: gradient.length, zero },
    text: `The gradient of the loss is zero in every pixel for ${zero} of ${images(gradient.length)}.`,
  }
}

/** With the ball as large as the pixel scale, a gradient attack that works fools everything. */
export function hugeRadius(
  { labels }: MaskingFacts,
  { hugeRadius: attack }: ExaminedFacts,
): MaskingSignal {
  if (!attack)
    return notExamined('huge-radius', 'Not examined: the protocol has no radius to enlarge.')
  const count = attack.prediction.length
  const right = countOf(count, (i) => attack.prediction[i] === labels[i])
  return {
    signal: 'huge-radius',
    fires: right > tolerated * count,
    counts: { images: count, right },
    text: `${attack.name} should fool every image: ${right} of ${images(count)} stay right.`,
  }
}

/** A loss that rises by less than this over half of an attack has not moved. */
const still = 1e-6

/** Share of images that resist because the loss never moved, neither in the first half nor after. */
export function lossPlateau({ labels }: MaskingFacts, { climb }: ExaminedFacts): MaskingSignal {
  if (!climb)
    return notExamined(
      'loss-plateau',
      'Not examined: the protocol has no gradient attack to watch.',
    )
  const { cleanLoss, halfwayLoss, loss, prediction, name } = climb
  const count = prediction.length
  const resists = (i: number) => prediction[i] === labels[i]
  const resisting = countOf(count, resists)
  const stuck = countOf(
    count,
    (i) =>
      resists(i) && halfwayLoss[i] - cleanLoss[i] <= still && loss[i] - halfwayLoss[i] <= still,
  )
  const means = [cleanLoss, halfwayLoss, loss].map((values) => meanOf(count, values))
  const [clean, half, whole] = means.map((mean) => Number(mean.toPrecision(3)))
  return {
    signal: 'loss-plateau',
    fires: stuck > tolerated * count,
    counts: { images: count, resisting, stuck },
    text:
      `Under ${name} the mean loss goes from ${clean} to ${half} halfway and ${whole} at the end; ` +
      `for ${stuck} of the ${resisting} images that resist it never moves.`,
  }
}

function countOf(count: number, holds: (i: number) => boolean): number {
  return Array.from({ length: count }, (_, i) => i).filter(holds).length
}

function meanOf(count: number, values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += values[i]
  return sum / count
}
