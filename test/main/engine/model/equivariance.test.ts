import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createOnnxCompiler, type Compiler } from '#engine'
import {
  compose,
  inverse,
  p4,
  p4m,
  trivial,
  type Group,
} from '../../../../src-main/engine/model/group/group.ts'
import { moved, movedMap } from '../../../../src-main/engine/model/group/move.ts'
import {
  batchNorm,
  chain,
  convolution,
  maxPool,
  type Layer,
} from '../../../../src-main/engine/model/layer/index.ts'
import { p4mHeads, resNet } from '../../../../src-main/engine/model/architecture/resnet.ts'
import {
  createModel,
  inference,
  initialWeights,
  type Mode,
  type Model,
} from '../../../../src-main/engine/model/index.ts'

let compiler: Compiler
beforeAll(async () => {
  await tf.setBackend('cpu')
  compiler = await createOnnxCompiler({ threads: 1 })
})

const anElement = fc.constantFrom(...p4m.elements)
const grid = (): tf.Tensor4D => tf.reshape(tf.range(0, 32), [1, 4, 4, 2])

const drawn = (shape: readonly number[], seed: number): tf.Tensor4D =>
  tf.randomUniform([...shape] as [number, number, number, number], -1, 1, 'float32', seed)

function applied(layer: Layer, x: tf.Tensor4D): tf.Tensor4D {
  const weights = new Map(
    layer.weights.map(({ name, shape }, i) => [
      name,
      tf.randomUniform([...shape], 0.1, 1, 'float32', i),
    ]),
  )
  return layer.apply(x, { mode: inference, weight: (name) => weights.get(name) ?? tf.scalar(NaN) })
}

const worst = (a: tf.Tensor, b: tf.Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]

/** The largest difference between a layer after a move and the move after the layer. */
function errorOf(layer: Layer, group: Group, side: number): number {
  return tf.tidy(() => {
    const x = drawn([2, side, side, 2], 5)
    const still = applied(layer, x)
    const errors = group.elements.map((by) =>
      worst(applied(layer, movedMap(x, trivial, by)), movedMap(still, group, by)),
    )
    return Math.max(...errors)
  })
}

describe('engine/model/group', () => {
  it('composes moves of the plane as it composes elements', () => {
    fc.assert(
      fc.property(anElement, anElement, (a, b) => {
        const error = tf.tidy(() =>
          worst(moved(moved(grid(), b, 1), a, 1), moved(grid(), compose(a, b), 1)),
        )
        expect(error).toBe(0)
        expect(compose(a, inverse(a))).toEqual(p4m.elements[0])
      }),
    )
  })

  it('turns counter-clockwise and mirrors left to right', () => {
    const corner = (element: (typeof p4m.elements)[number]): number =>
      tf.tidy(
        () =>
          moved(
            tf.tensor2d([
              [1, 2],
              [3, 4],
            ]),
            element,
            0,
          ).dataSync()[0],
      )
    expect(p4m.elements.map(corner)).toEqual([1, 2, 4, 3, 2, 1, 3, 4])
  })
})

describe('engine/model/layer', () => {
  const twice = (group: Group) =>
    chain(
      convolution('lift', { size: 3, channels: 3, padding: 1, group }),
      batchNorm('norm'),
      maxPool('pool', 2),
      convolution('next', { size: 2, channels: 2 }),
    )({ height: 6, width: 6, channels: 2, group: trivial })

  it.each([p4, p4m])('commutes with every element of $name', (group) => {
    expect(errorOf(twice(group), group, 6)).toBeLessThan(1e-4)
  })

  it('does not commute with turns when planar', () => {
    const error = tf.tidy(() => {
      const x = drawn([1, 6, 6, 2], 1)
      const [, quarter] = p4.elements
      const layer = twice(trivial)
      return worst(applied(layer, moved(x, quarter, 1)), moved(applied(layer, x), quarter, 1))
    })
    expect(error).toBeGreaterThan(0.1)
  })
})

const digit = { height: 28, width: 28, channels: 1 }

/** The largest change of a logit of a random network under moves of its image, on ONNX Runtime. */
async function change(model: Model, side: number, group: Group): Promise<number> {
  const weights = initialWeights(model, 3)
  const images = tf.tidy(() => {
    const x = tf.abs<tf.Tensor4D>(drawn([1, side, side, 1], 2))
    return tf.concat(group.elements.map((by) => moved(x, by, 1))).dataSync() as Float32Array
  })
  const float = (shape: readonly number[]) => ({ shape, dtype: 'float32' as const })
  const compiled = await compiler.compile(
    ([x, ...w]) => [model.forward(x as tf.Tensor4D, w, inference)],
    [float([group.elements.length, side, side, 1]), ...weights.map(({ shape }) => float(shape))],
    { name: 'logits of moved images' },
  )
  const [logits] = await compiled.run([images, ...weights.map(({ values }) => values)])
  await compiled.dispose()
  const classes = logits.length / group.elements.length
  return Math.max(...[...logits].map((logit, i) => Math.abs(logit - logits[i % classes])))
}

describe('engine/model', () => {
  type Tested = 'std-cnn' | 'p4-cnn-small' | 'p4-cnn' | 'z2-cnn'
  const ofDigits = (architecture: Tested): Promise<number> =>
    change(createModel({ architecture }, digit, 10), 28, p4)

  it.each(['p4-cnn-small', 'p4-cnn'] as const)(
    '%s does not see quarter turns',
    async (architecture) => {
      expect(await ofDigits(architecture)).toBeLessThan(1e-4)
    },
  )

  it.each(['std-cnn', 'z2-cnn'] as const)('%s does', async (architecture) => {
    expect(await ofDigits(architecture)).toBeGreaterThan(0.01)
  })

  const p4mResNet = (pooling: keyof typeof p4mHeads, side: number): Promise<number> => {
    const make = resNet('p4m', p4m, [3, 4, 4], p4mHeads[pooling])
    return change(make({ height: side, width: side, channels: 1 }, 10), side, p4m)
  }

  it('a P4M ResNet with orbit pooling sees neither turns nor mirrorings where strides divide', async () => {
    expect(await p4mResNet('orbit', 9)).toBeLessThan(1e-4)
  })

  it('a P4M ResNet sees them on even sizes, and with all its elements side by side', async () => {
    expect(await p4mResNet('orbit', 8)).toBeGreaterThan(1e-3)
    expect(await p4mResNet('flatten', 9)).toBeGreaterThan(1e-3)
  })

  it('has the gradients of its logits in weights and pixels, by finite differences', () => {
    const model = resNet('p4', p4, [2, 2], p4mHeads.orbit)({ height: 5, width: 5, channels: 1 }, 2)
    const arrays = initialWeights(model, 8).map(({ values, shape }) =>
      tf.tensor(values, [...shape]),
    )
    const x = drawn([2, 5, 5, 1], 4)
    const share = tf.tensor1d([0.5, 0.5])
    const mode: Mode = { kind: 'training', share, observe() {} }
    const value = (...[of, ...w]: tf.Tensor[]): tf.Scalar => {
      const logits = model.forward(of as tf.Tensor4D, w, mode)
      return tf.sum(
        tf.mul(
          logits,
          tf.tensor2d([
            [1, -2],
            [0.5, 1],
          ]),
        ),
      )
    }
    const kernel = model.weights.findIndex(({ name }) => name === 'stage2/block1/conv1/kernel') + 1
    const inputs = [x, ...arrays]
    for (const at of [0, kernel]) {
      const slope = tf.grad((each: tf.Tensor) => value(...inputs.with(at, each)))(inputs[at])
      for (const [i, right] of [...slope.dataSync().slice(0, 12)].entries()) {
        const step = 3e-3
        const beside = (by: number): number => {
          const values = inputs[at].dataSync().slice()
          values[i] += by
          return value(...inputs.with(at, tf.tensor(values, inputs[at].shape))).dataSync()[0]
        }
        const found = (beside(step) - beside(-step)) / (2 * step)
        expect(Math.abs(found - right)).toBeLessThan(0.02)
      }
    }
  })

  it.each([
    ['p4-cnn-small', { height: 30, width: 30, channels: 1 }, 'conv2'],
    ['p4-cnn-small', { height: 28, width: 24, channels: 1 }, 'conv1'],
    ['p4-cnn-small', { height: 16, width: 16, channels: 1 }, 'conv3'],
    ['z2-cnn', { height: 31, width: 30, channels: 1 }, 'pool2'],
  ] as const)('%s refuses %o at its layer %s', (architecture, shape, place) => {
    expect(() => createModel({ architecture }, shape, 10)).toThrowError(
      expect.objectContaining({ code: 'model.shape', place }),
    )
  })
})
