import type { Batch } from '#dataset'
import { generator, type RandomKey } from '#random'
import type { TrainingNorm } from '#threat'
import { balls } from '../ball/index.ts'
import type { DifferentiableModel } from '../inference-model.ts'

/** How an ascent goes; the radius and the step may differ from image to image, `[n]`. */
export interface Ascent {
  readonly norm: TrainingNorm
  readonly steps: number
  readonly epsilon: Float32Array
  readonly stepSize: Float32Array
}

/**
 * Projected gradient ascent: the one loop of FGSM (a single step from the clean image), PGD and
 * the inner loop of TRADES.
 * @param targets what the loss compares with, `[n, class]`.
 * @param from where to begin; the clean images, or a random start.
 */
export async function pgd(
  model: DifferentiableModel,
  { norm, steps, epsilon, stepSize }: Ascent,
  clean: Float32Array,
  targets: Float32Array,
  from: Float32Array,
): Promise<Float32Array> {
  let perturbed = from
  for (let step = 0; step < steps; step++)
    perturbed = await model.ascend(norm, { perturbed, clean, targets, epsilon, stepSize })
  return perturbed
}

/** Begins inside the ball at random; each image draws from `[...key, 'start', restart, its index]`. */
export function randomStart(
  model: DifferentiableModel,
  norm: TrainingNorm,
  epsilon: Float32Array,
  batch: Batch,
  key: RandomKey,
  restart: number,
): Promise<Float32Array> {
  const noise = noiseOf(model, batch, (index) =>
    balls[norm].randomStart(generator([...key, 'start', restart, index]), model.pixels),
  )
  return model.start(batch.images, noise, epsilon)
}

/** TRADES and MART begin at x + 0.001 · N(0, 1), whatever the norm: at x the KL has no gradient. */
export function nearbyStart(
  model: DifferentiableModel,
  batch: Batch,
  key: RandomKey,
): Promise<Float32Array> {
  const noise = noiseOf(model, batch, (index) => {
    const random = generator([...key, 'start', 0, index])
    return new Float32Array(model.pixels).map(() => random.normal())
  })
  return model.start(batch.images, noise, new Float32Array(batch.size).fill(0.001))
}

function noiseOf(
  { pixels }: DifferentiableModel,
  batch: Batch,
  draw: (index: number) => Float32Array,
): Float32Array {
  const noise = new Float32Array(batch.size * pixels)
  batch.indices.forEach((index, i) => noise.set(draw(index), i * pixels))
  return noise
}
