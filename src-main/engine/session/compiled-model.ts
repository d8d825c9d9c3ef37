import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import { identity } from '#threat'
import { ascend, balls, oneHot, start, type InferenceModel } from '../attack/index.ts'
import type { TensorSpec } from '../compiler.ts'
import { crossEntropy, margin } from '../loss/index.ts'
import type { Model } from '../model/index.ts'
import { warp } from '../spatial/index.ts'
import type { Runner } from './runner.ts'

const float = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' })

/** An inference-mode model over a runner: each question is one compiled graph of fixed capacity. */
export function compiledModel(
  runner: Runner,
  model: Model,
  shape: ImageShape,
  classes: number,
  capacity: number,
): InferenceModel {
  const images = float(capacity, shape.height, shape.width, shape.channels)
  const rows = float(capacity, classes)
  const each = float(capacity)
  const weights = model.weights.map((spec) => float(...spec.shape))
  const named = (name: string): string => `${name} of ${model.name}, ${capacity} images`
  return {
    capacity,
    pixels: shape.height * shape.width * shape.channels,
    classes,
    async judge(x, labels) {
      const [prediction, loss, margins] = await runner.run(
        { name: named('verdicts'), data: [images, rows], weights, compute: verdicts(model) },
        [x, oneHot(labels, classes)],
      )
      return {
        prediction: Int32Array.from(prediction),
        loss: loss as Float32Array,
        margin: margins as Float32Array,
      }
    },
    async probabilities(x) {
      const compute = ([at]: tf.Tensor[], w: tf.Tensor[]): tf.Tensor[] => [
        tf.softmax(model.forward(at as tf.Tensor4D, w)),
      ]
      const program = { name: named('probabilities'), data: [images], weights, compute }
      return first(await runner.run(program, [x]))
    },
    async start(clean, noise, scale) {
      const compute = ([x, n, s]: tf.Tensor[]): tf.Tensor[] => [
        start(x as tf.Tensor4D, n as tf.Tensor4D, s as tf.Tensor1D),
      ]
      const program = { name: named('start'), data: [images, images, each], weights: [], compute }
      return first(await runner.run(program, [clean, noise, scale]))
    },
    async ascend(norm, at) {
      const data = [images, images, rows, each, each]
      const compute = ascent(model, norm)
      const program = { name: named(`${norm} step`), data, weights, compute }
      return first(
        await runner.run(program, [at.perturbed, at.clean, at.targets, at.epsilon, at.stepSize]),
      )
    },
    async warp(x, transforms) {
      const column = (name: keyof typeof identity): Float32Array =>
        Float32Array.from({ length: capacity }, (_, i) => (transforms[i] ?? identity)[name])
      const compute = ([at, angle, dx, dy]: tf.Tensor[]): tf.Tensor[] => [
        warp(at as tf.Tensor4D, {
          angle: angle as tf.Tensor1D,
          dx: dx as tf.Tensor1D,
          dy: dy as tf.Tensor1D,
        }),
      ]
      const data = [images, each, each, each]
      const program = { name: named('warp'), data, weights: [], compute }
      return first(await runner.run(program, [x, column('angle'), column('dx'), column('dy')]))
    },
  }
}

function verdicts(model: Model) {
  return ([x, targets]: tf.Tensor[], weights: tf.Tensor[]): tf.Tensor[] => {
    const logits = model.forward(x as tf.Tensor4D, weights)
    const labels = targets as tf.Tensor2D
    return [tf.argMax(logits, 1), crossEntropy(logits, labels), margin(logits, labels)]
  }
}

function ascent(model: Model, norm: keyof typeof balls) {
  return (
    [perturbed, clean, targets, epsilon, stepSize]: tf.Tensor[],
    weights: tf.Tensor[],
  ): tf.Tensor[] => [
    ascend(balls[norm], (x) => model.forward(x, weights), {
      perturbed: perturbed as tf.Tensor4D,
      clean: clean as tf.Tensor4D,
      targets: targets as tf.Tensor2D,
      epsilon: epsilon as tf.Tensor1D,
      stepSize: stepSize as tf.Tensor1D,
    }),
  ]
}

/** The only output of a float32 program. */
function first(outputs: readonly unknown[]): Float32Array {
  return outputs[0] as Float32Array
}
