import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  createModel,
  inference,
  initialWeights,
  parameterCount,
  weightsHash,
} from '../../../../src-main/engine/model/index.ts'
import { trace } from '../../../../src-main/engine/graph/index.ts'
import type { ImageShape } from '#dataset'
import type { OwnModelSpec } from '#spec'
import type { NamedArray } from '#trainer'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const digits: ImageShape = { height: 28, width: 28, channels: 1 }
const colour: ImageShape = { height: 32, width: 32, channels: 3 }
const odd: ImageShape = { height: 9, width: 7, channels: 2 }

const tensors = (weights: readonly NamedArray[]): tf.Tensor[] =>
  weights.map(({ shape, values }) => tf.tensor(values, [...shape]))

describe('engine/model', () => {
  it('madry-cnn has the parameters of the published network', () => {
    const model = createModel({ architecture: 'madry-cnn' }, digits, 10)
    const layers = 5 * 5 * 32 + 32 + 5 * 5 * 32 * 64 + 64 + 3136 * 1024 + 1024 + 1024 * 10 + 10
    expect(parameterCount(model)).toBe(layers)
    expect(layers).toBe(3_274_634)
  })

  it('std-cnn is small', () => {
    const model = createModel({ architecture: 'std-cnn' }, digits, 10)
    expect(parameterCount(model)).toBe(272 + 8224 + 156_900 + 1010)
  })

  // Sources: tscohen/gconv_experiments (counted by hand), kuangliu/pytorch-cifar (VGG-16, ResNet-18),
  // locuslab/fast_adversarial (PreActResNet-18), xternalz/WideResNet-pytorch (WRN-28-10), yaodongyu/
  // TRADES less its unused block (WRN-34-10). P4M: 11.2 million, as the planar network's.
  it.each([
    [{ architecture: 'z2-cnn' }, digits, 21_750],
    [{ architecture: 'p4-cnn' }, digits, 24_680],
    [{ architecture: 'p4-cnn-small' }, digits, 174_310],
    [{ architecture: 'vgg16-bn' }, colour, 14_728_266],
    [{ architecture: 'resnet-18' }, colour, 11_173_962],
    [{ architecture: 'preact-resnet-18' }, colour, 11_172_170],
    [{ architecture: 'p4m-resnet-18', pooling: 'orbit' }, colour, 11_188_745],
    [{ architecture: 'p4m-resnet-18', pooling: 'flatten' }, colour, 11_188_745 + 7 * 181 * 10],
    [{ architecture: 'wide-resnet', depth: 28, width: 10 }, colour, 36_479_194],
    [{ architecture: 'wide-resnet', depth: 34, width: 10 }, colour, 46_160_474],
  ] as const)('%o on %o has %i parameters', (spec, shape, count) => {
    expect(parameterCount(createModel(spec, shape, 10))).toBe(count)
  })

  it('WideResNet-28-10 traces to logits of its images', () => {
    const model = createModel({ architecture: 'wide-resnet', depth: 28, width: 10 }, colour, 10)
    const images = { shape: [4, 32, 32, 3], dtype: 'float32' } as const
    const weights = model.weights.map(({ shape }) => ({ shape, dtype: 'float32' as const }))
    const { outputs } = trace(
      ([x, ...w]) => [model.forward(x as tf.Tensor4D, w, inference)],
      [images, ...weights],
    )
    expect(outputs).toEqual([{ shape: [4, 10], dtype: 'float32' }])
  })

  it.each([
    ['std-cnn', digits, 10],
    ['std-cnn', colour, 7],
    ['std-cnn', odd, 3],
    ['madry-cnn', odd, 2],
  ] as const)(
    '%s gives a logit for each class of any image size: %o, %i',
    (architecture, shape, classes) => {
      const model = createModel({ architecture }, shape, classes)
      const found = tf.tidy(() => {
        const images: tf.Tensor4D = tf.zeros([2, shape.height, shape.width, shape.channels])
        return model.forward(images, tensors(initialWeights(model, 1)), inference).shape
      })
      expect(found).toEqual([2, classes])
    },
  )

  it('gives every image its own logits, whatever its neighbours', () => {
    const model = createModel({ architecture: 'std-cnn' }, odd, 3)
    const difference = tf.tidy(() => {
      const weights = tensors(initialWeights(model, 1))
      const images: tf.Tensor4D = tf.randomUniform([3, 9, 7, 2], 0, 1, 'float32', 7)
      const alone = model.forward(tf.slice(images, [1, 0, 0, 0], [1, 9, 7, 2]), weights, inference)
      const together = tf.slice(model.forward(images, weights, inference), [1, 0], [1, 3])
      return tf.max(tf.abs(tf.sub(alone, together))).dataSync()[0]
    })
    expect(difference).toBeLessThan(1e-6)
  })

  it('starts wide networks with the deviation √(2 / fan-out), others within ±1 / √fan-in', () => {
    const largest = (values: Float32Array): number => Math.max(...values.map(Math.abs))
    const of = (spec: OwnModelSpec, name: string): Float32Array => {
      const found = initialWeights(createModel(spec, colour, 10), 0)
      return found.find((array) => array.name === name)?.values ?? new Float32Array()
    }
    const wide = of(
      { architecture: 'wide-resnet', depth: 10, width: 2 },
      'stage1/block1/conv1/kernel',
    )
    const variance = wide.reduce((sum, value) => sum + value * value, 0) / wide.length
    expect(variance / (2 / (9 * 32))).toBeCloseTo(1, 1)
    const dense = of({ architecture: 'wide-resnet', depth: 10, width: 2 }, 'dense/kernel')
    expect(largest(dense)).toBeLessThanOrEqual(1 / Math.sqrt(128))
    expect(largest(dense)).toBeGreaterThan(0.98 / Math.sqrt(128))
  })

  it('draws the same weights from the same seed only', () => {
    const model = createModel({ architecture: 'std-cnn' }, odd, 3)
    expect(weightsHash(initialWeights(model, 4))).toBe(weightsHash(initialWeights(model, 4)))
    expect(weightsHash(initialWeights(model, 4))).not.toBe(weightsHash(initialWeights(model, 5)))
  })

  it('starts with zero biases and kernels of the deviation √(2 / fan-in)', () => {
    const model = createModel({ architecture: 'std-cnn' }, digits, 10)
    const weights = new Map(initialWeights(model, 0).map(({ name, values }) => [name, values]))
    expect(weights.get('conv2/bias')?.every((value) => value === 0)).toBe(true)
    const kernel = weights.get('dense1/kernel') ?? new Float32Array()
    const variance = kernel.reduce((sum, value) => sum + value * value, 0) / kernel.length
    expect(Math.sqrt(variance)).toBeCloseTo(Math.sqrt(2 / 1568), 3)
    const last = weights.get('dense2/kernel') ?? new Float32Array()
    const limit = Math.sqrt(6 / 110)
    expect(Math.max(...last)).toBeLessThanOrEqual(limit)
    expect(Math.max(...last)).toBeGreaterThan(0.95 * limit)
  })
})
