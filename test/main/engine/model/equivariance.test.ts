import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
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
import { createModel, inference, initialWeights } from '../../../../src-main/engine/model/index.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
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

describe('engine/model', () => {
  const change = (architecture: 'std-cnn' | 'p4-cnn-small' | 'p4-cnn' | 'z2-cnn'): number =>
    tf.tidy(() => {
      const model = createModel({ architecture }, digit, 10)
      const weights = initialWeights(model, 3).map(({ values, shape }) =>
        tf.tensor(values, [...shape]),
      )
      const x = tf.abs<tf.Tensor4D>(drawn([1, 28, 28, 1], 2))
      const logits = (of: tf.Tensor4D): tf.Tensor => model.forward(of, weights, inference)
      const still = logits(x)
      return Math.max(...p4.elements.map((by) => worst(logits(moved(x, by, 1)), still)))
    })

  it.each(['p4-cnn-small', 'p4-cnn'] as const)('%s does not see quarter turns', (architecture) => {
    expect(change(architecture)).toBeLessThan(1e-4)
  })

  it.each(['std-cnn', 'z2-cnn'] as const)('%s does', (architecture) => {
    expect(change(architecture)).toBeGreaterThan(0.01)
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
