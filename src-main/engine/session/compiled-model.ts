import type { ImageShape } from '#dataset'
import { identity } from '#threat'
import { oneHot, type InferenceModel } from '../attack/index.ts'
import type { Buffer } from '../compiler.ts'
import type { Model } from '../model/index.ts'
import { programsOf } from './programs.ts'
import type { Runner, WeightedProgram } from './runner.ts'

/** An inference-mode model over a runner: each question is one compiled graph of fixed capacity. */
export function compiledModel(
  runner: Runner,
  model: Model,
  shape: ImageShape,
  classes: number,
  capacity: number,
): InferenceModel {
  const programs = programsOf(model, shape, classes, capacity)
  const ask = async (program: WeightedProgram, data: Buffer[]): Promise<Float32Array> =>
    (await runner.run(program, data))[0] as Float32Array
  return {
    capacity,
    pixels: shape.height * shape.width * shape.channels,
    classes,
    async judge(images, labels) {
      const outputs = await runner.run(programs.verdicts, [images, oneHot(labels, classes)])
      const [prediction, loss, margin] = outputs as [Int32Array, Float32Array, Float32Array]
      return { prediction, loss, margin }
    },
    probabilities: (images) => ask(programs.probabilities, [images]),
    start: (clean, noise, scale) => ask(programs.start, [clean, noise, scale]),
    ascend: (norm, { perturbed, clean, targets, epsilon, stepSize }) =>
      ask(programs.ascent(norm), [perturbed, clean, targets, epsilon, stepSize]),
    warp(images, transforms) {
      const column = (name: keyof typeof identity): Float32Array =>
        Float32Array.from({ length: capacity }, (_, i) => (transforms[i] ?? identity)[name])
      return ask(programs.warp, [images, column('angle'), column('dx'), column('dy')])
    },
  }
}
