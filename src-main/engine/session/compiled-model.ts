import type { ImageShape } from '#dataset'
import type { Transform } from '#threat'
import { attackLosses, oneHot, type DifferentiableModel, type Slope } from '../attack/index.ts'
import type { Buffer } from '../compiler.ts'
import type { Mode, Model } from '../model/index.ts'
import { runInParts } from './in-parts.ts'
import { programsOf, type Programs } from './programs.ts'
import type { Runner, WeightedProgram } from './runner.ts'

/**
 * A model over a runner: each question is one compiled graph for each capacity that is needed.
 * @param capacities sizes of batch that graphs are compiled for, rising.
 * @param mode in training mode images are normalised by the statistics of all that are given at once,
 *   so they must fit a capacity, and an answer does depend on the others.
 */
export function compiledModel(
  runner: Runner,
  model: Model,
  shape: ImageShape,
  classes: number,
  capacities: readonly number[],
  mode: Mode['kind'] = 'inference',
): DifferentiableModel {
  const pixels = shape.height * shape.width * shape.channels
  const ofCapacity = (capacity: number): Programs =>
    programsOf(model, shape, classes, capacity, mode)
  const programs = new Map(capacities.map((capacity) => [capacity, ofCapacity(capacity)]))
  type Choose = (of: Programs) => WeightedProgram
  const compute = (choose: Choose, images: Float32Array, ...data: Float32Array[]) => {
    const programFor = (capacity: number): WeightedProgram =>
      choose(programs.get(capacity) ?? ofCapacity(capacity))
    const count = images.length / pixels
    return runInParts(runner, programFor, capacities, count, [images, ...data])
  }
  const askAll = (choose: Choose, images: Float32Array, ...data: Float32Array[]) => {
    const count = images.length / pixels
    const share = mode === 'training' ? [new Float32Array(count).fill(1 / count)] : []
    return compute(choose, images, ...data, ...share)
  }
  const ask = async (...question: Parameters<typeof askAll>): Promise<Float32Array> =>
    (await askAll(...question))[0] as Float32Array
  return {
    shape,
    pixels,
    classes,
    logits: (images) => ask((of) => of.logits, images),
    probabilities: (images) => ask((of) => of.probabilities, images),
    async judge(images, labels) {
      const outputs = await askAll((of) => of.verdicts, images, oneHot(labels, classes))
      const [prediction, loss, margin] = outputs as [Int32Array, Float32Array, Float32Array]
      return { prediction, loss, margin }
    },
    warp: async (images, transforms) =>
      (await compute((of) => of.warp, images, ...columns(transforms)))[0] as Float32Array,
    flow: async (images, field) =>
      (await compute((of) => of.flow, images, field))[0] as Float32Array,
    start: async (clean, noise, scale) =>
      (await compute((of) => of.start, clean, noise, scale))[0] as Float32Array,
    ascend(norm, { perturbed, clean, targets, epsilon, stepSize }, through) {
      const where = [clean, targets, epsilon, stepSize]
      if (!through) return ask((of) => of.ascent(norm), perturbed, ...where)
      return ask((of) => of.ascentThrough(norm), perturbed, ...where, ...columns(through))
    },
    async slope(loss, images, { from, towards }) {
      const rows = attackLosses[loss].reads === 1 ? [from] : [from, towards ?? from]
      return slopeFrom(await askAll((of) => of.slope(loss), images, ...rows))
    },
    async transformSlope(loss, images, transforms, from) {
      const by = columns(transforms)
      const outputs = await askAll((of) => of.transformSlope(loss), images, ...by, from)
      const [logits, value, angle, dx, dy] = outputs as Float32Array[]
      return { logits, loss: value, angle, dx, dy }
    },
    flowSlope: async (loss, images, field, from) =>
      slopeFrom(await askAll((of) => of.flowSlope(loss), images, field, from)),
    async pullback(images, weights) {
      const outputs = await askAll((of) => of.pullback, images, weights)
      const [logits, gradient] = outputs as Float32Array[]
      return { logits, gradient }
    },
  }
}

function slopeFrom(outputs: readonly Buffer[]): Slope {
  const [logits, loss, gradient] = outputs as Float32Array[]
  return { logits, loss, gradient }
}

/** Angles, dx and dy of the transforms, each as a buffer. */
function columns(transforms: readonly Transform[]): Float32Array[] {
  const column = (name: keyof Transform): Float32Array =>
    Float32Array.from(transforms, (transform) => transform[name])
  return [column('angle'), column('dx'), column('dy')]
}
