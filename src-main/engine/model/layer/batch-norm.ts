import * as tf from '@tensorflow/tfjs'
import type { TrainingMode } from '../mode.ts'
import { everywhere } from './everywhere.ts'
import type { LayerMaker, MapShape, Pass } from './layer.ts'

/** torch.nn.BatchNorm2d's default. */
const stabiliser = 1e-5

/**
 * Batch normalisation (Ioffe and Szegedy 2015, arXiv 1502.03167) as torch.nn.BatchNorm2d: by the
 * biased variance of the batch while training, where the unbiased one is what runs on. Padding has
 * no share in the statistics, and all elements of a group have one statistic for each channel.
 */
export function batchNorm(name: string): LayerMaker {
  return (input) => {
    const shape = [input.channels]
    return {
      output: input,
      weights: [
        { name: `${name}/scale`, shape, initial: 'ones' },
        { name: `${name}/offset`, shape, initial: 'zeros' },
        { name: `${name}/mean`, shape, initial: 'zeros', trainable: false },
        { name: `${name}/variance`, shape, initial: 'ones', trainable: false },
      ],
      apply: (x, pass) =>
        pass.mode.kind === 'training'
          ? byBatch(name, x, input, pass, pass.mode)
          : byRunning(name, x, input, pass),
    }
  }
}

/** One multiplication and one addition a value. */
function byRunning(name: string, x: tf.Tensor4D, { group }: MapShape, pass: Pass): tf.Tensor4D {
  const { factor, shift } = affineOf(name, pass)
  return tf.add(tf.mul(x, everywhere(factor, group)), everywhere(shift, group))
}

/** What the layer does to a channel in inference mode: x · factor + shift. */
export function affineOf(name: string, pass: Pass): { factor: tf.Tensor; shift: tf.Tensor } {
  const spread = tf.add(pass.weight(`${name}/variance`), stabiliser)
  const factor = tf.mul(pass.weight(`${name}/scale`), tf.rsqrt(spread))
  const shift = tf.sub(pass.weight(`${name}/offset`), tf.mul(pass.weight(`${name}/mean`), factor))
  return { factor, shift }
}

function byBatch(
  name: string,
  x: tf.Tensor4D,
  input: MapShape,
  pass: Pass,
  mode: TrainingMode,
): tf.Tensor4D {
  const seen: tf.Tensor[] = []
  const normal = tf.customGrad((...given) => {
    const [images, scale, offset, save] = given as [tf.Tensor4D, tf.Tensor, tf.Tensor, Save]
    const mean = channelMean(images, input, mode.share)
    const centred: tf.Tensor4D = tf.sub(images, everywhere(mean, input.group))
    const variance = channelMean(tf.square(centred), input, mode.share)
    seen.push(tf.keep(mean), tf.keep(tf.mul(variance, correction(input, mode.share))))
    const inverse = tf.rsqrt(tf.add(variance, stabiliser))
    save([centred, scale, inverse, mode.share])
    const scaled = tf.mul(centred, everywhere(tf.mul(scale, inverse), input.group))
    return {
      value: tf.add(scaled, everywhere(offset, input.group)),
      gradFunc: (dy, saved) => gradients(dy as tf.Tensor4D, saved, input),
    }
  })
  const value = normal(x, pass.weight(`${name}/scale`), pass.weight(`${name}/offset`))
  const [mean, variance] = seen.map((each) => tf.clone(each))
  tf.dispose(seen)
  mode.observe(`${name}/mean`, mean)
  mode.observe(`${name}/variance`, variance)
  return value as tf.Tensor4D
}

type Save = (tensors: tf.Tensor[]) => void

/**
 * The gradients in images, scale and offset. An image has a share w of the statistics at each of its
 * pixels, so with x̂ = (x − mean) / σ the images' is scale / σ · (dy − w · (Σ dy + x̂ · Σ dy · x̂)): two
 * passes over memory less than the chain rule step by step.
 */
function gradients(
  dy: tf.Tensor4D,
  [centred, scale, inverse, share]: tf.Tensor[],
  input: MapShape,
): tf.Tensor[] {
  const { height, width, group } = input
  const weight = tf.div(tf.reshape(share, [-1, 1, 1, 1]), height * width * group.elements.length)
  const factor = tf.mul(scale, inverse)
  const spread = (of: tf.Tensor): tf.Tensor => tf.mul(weight, everywhere(tf.mul(factor, of), group))
  const total = channelSum(dy, input)
  const along = tf.mul(channelSum(tf.mul(dy, centred), input), inverse)
  const shift = tf.add(tf.mul(centred, spread(tf.mul(along, inverse))), spread(total))
  return [tf.sub(tf.mul(dy, everywhere(factor, group)), shift), along, total]
}

/** Sum of each channel over plane, elements and examples, `[channel]`. */
function channelSum(x: tf.Tensor, { group, channels }: MapShape): tf.Tensor {
  const over = tf.sum(x, [0, 1, 2])
  return group.elements.length === 1 ? over : tf.sum(tf.reshape(over, [-1, channels]), 0)
}

/** Mean of each channel over plane, elements and the real examples, `[channel]`. */
function channelMean(x: tf.Tensor4D, { group, channels }: MapShape, share: tf.Tensor1D): tf.Tensor {
  const each: tf.Tensor2D = tf.mean(x, [1, 2])
  const over = tf.reshape(tf.matMul(tf.reshape(share, [1, -1]), each), [-1, channels])
  return group.elements.length === 1 ? tf.reshape(over, [channels]) : tf.mean(over, 0)
}

/** n / (n − 1) for n values a channel: Σ share² is 1 / examples. A single value has no spread. */
function correction({ height, width, group }: MapShape, share: tf.Tensor1D): tf.Tensor {
  const values = height * width * group.elements.length
  const count = tf.div(values, tf.sum(tf.square(share)))
  return tf.div(count, tf.maximum(tf.sub(count, 1), 1))
}
