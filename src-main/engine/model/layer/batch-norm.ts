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
  const { group } = input
  const { share } = mode
  const mean = channelMean(x, input, share)
  const centred: tf.Tensor4D = tf.sub(x, everywhere(mean, group))
  const variance = channelMean(tf.square(centred), input, share)
  mode.observe(`${name}/mean`, mean)
  mode.observe(`${name}/variance`, tf.mul(variance, correction(input, share)))
  const factor = tf.mul(pass.weight(`${name}/scale`), tf.rsqrt(tf.add(variance, stabiliser)))
  const scaled = tf.mul(centred, everywhere(factor, group))
  return tf.add(scaled, everywhere(pass.weight(`${name}/offset`), group))
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
