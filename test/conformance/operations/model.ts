import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import { p4mHeads, resNet } from '../../../src-main/engine/model/architecture/resnet.ts'
import { vgg } from '../../../src-main/engine/model/architecture/vgg.ts'
import { p4, p4m, trivial } from '../../../src-main/engine/model/group/group.ts'
import {
  createModel,
  inference,
  isTrainable,
  type Architecture,
  type Mode,
  type Model,
} from '../../../src-main/engine/model/index.ts'
import { globalAveragePool } from '../../../src-main/engine/model/layer/index.ts'
import type { OwnModelSpec } from '#spec'
import { withGradients, type CaseInput, type OperationCase } from '../operation-case.ts'

const square = (side: number): ImageShape => ({ height: side, width: side, channels: 1 })
const specified =
  (spec: OwnModelSpec): Architecture =>
  (shape, classes) =>
    createModel(spec, shape, classes)

/** Every family of networks, on images and of widths as small as it takes. */
const families: readonly (readonly [ImageShape, Architecture])[] = [
  [{ height: 9, width: 8, channels: 2 }, specified({ architecture: 'std-cnn' })],
  [{ height: 9, width: 8, channels: 2 }, specified({ architecture: 'madry-cnn' })],
  [square(28), specified({ architecture: 'p4-cnn-small' })],
  [square(28), specified({ architecture: 'z2-cnn' })],
  [square(8), specified({ architecture: 'wide-resnet', depth: 10, width: 1 })],
  [square(8), vgg('vgg', [[4], [8, 8], [4]])],
  [square(7), resNet('resnet', trivial, [4, 8, 8], globalAveragePool)],
  [square(7), resNet('p4m-resnet', p4m, [2, 3, 2], p4mHeads.orbit)],
  [square(6), resNet('p4-resnet, flatten', p4, [2, 4], p4mHeads.flatten)],
]

/** Scales and variances are positive as they are drawn, all other weights are made small. */
const calm = (model: Model, weights: readonly tf.Tensor[]): tf.Tensor[] =>
  weights.map((w, i) => (model.weights[i].initial === 'ones' ? w : tf.mul(w, 0.1)))

/** The images and what a gradient reaches. */
const learners = (model: Model): number[] => [
  0,
  ...model.weights.flatMap((spec, i) => (isTrainable(spec) ? [i + 1] : [])),
]

/** Models with all their gradients, in both modes where there are two. */
export const modelCases = families.flatMap(([shape, make]): OperationCase[] => {
  const model = make(shape, 4)
  const inputs: CaseInput[] = [
    { shape: [2, shape.height, shape.width, shape.channels], domain: 'unit' },
    ...model.weights.map((spec): CaseInput => ({
      shape: spec.shape,
      domain: spec.initial === 'ones' ? 'positive' : 'unit',
    })),
  ]
  const modes: Mode['kind'][] = model.weights.every(isTrainable)
    ? ['inference']
    : ['inference', 'training']
  return modes.map((kind) => ({
    name: `${model.name}: logits and their gradients, ${kind}`,
    inputs,
    program: withGradients((x, ...w) => {
      const share = tf.tensor1d([0.75, 0.25])
      const mode: Mode = kind === 'training' ? { kind, share, observe() {} } : inference
      return model.forward(tf.abs(x as tf.Tensor4D), calm(model, w), mode)
    }, learners(model)),
    tolerance: 2e-4,
  }))
})
