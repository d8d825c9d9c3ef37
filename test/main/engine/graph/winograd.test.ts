import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import type { Program, TensorSpec } from '#engine'
import { generator } from '#random'
import { trace } from '../../../../src-main/engine/graph/index.ts'
import { shortConvolutions } from '../../../../src-main/engine/graph/lower/toom-cook.ts'

const float = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' })

const times = (rows: readonly (readonly number[])[], vector: readonly number[]): number[] =>
  rows.map((row) => row.reduce((sum, each, i) => sum + each * vector[i], 0))

function gradients(size: number, channels: number, strides = 1): [Program, TensorSpec[]] {
  const program: Program = ([x, w]) => [
    ...tf.grads((a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, 'same'))),
    )([x, w]),
  ]
  return [program, [float(8, size, size, channels), float(3, 3, channels, channels)]]
}

function operators([program, specs]: [Program, TensorSpec[]], isPortable = false): string[] {
  return trace(program, specs, { isPortable }).graph.nodes.map(({ type }) => type)
}

describe('engine/graph/lower/winograd', () => {
  for (const { outputs, products, signal, filter, result } of shortConvolutions) {
    it(`convolves ${outputs} outputs by ${products} products, as the sum of three does`, () => {
      const random = generator(['winograd', outputs])
      const draw = (count: number): number[] =>
        Array.from({ length: count }, () => random.uniform() - 0.5)
      const [pixels, taps] = [draw(products), draw(3)]
      const [points, weights] = [times(signal, pixels), times(filter, taps)]
      const found = times(
        result,
        points.map((point, i) => point * weights[i]),
      )
      found.forEach((value, i) => {
        const right = taps.reduce((sum, tap, k) => sum + tap * pixels[i + k], 0)
        expect(value).toBeCloseTo(right, 12)
      })
    })
  }

  it('has no convolution left where channels are many, forward and backward', () => {
    const types = operators(gradients(8, 256))
    expect(types.filter((type) => type.startsWith('Conv'))).toEqual([])
    expect(types).toContain('FusedMatMul@com.microsoft')
  })

  it('transposes images on the way in and results on the way out alone, pools between included', () => {
    const program: Program = ([x, first, second]) => {
      const maps = tf.relu(tf.conv2d(x as tf.Tensor4D, first as tf.Tensor4D, 1, 'same'))
      const pooled = tf.maxPool(maps, 2, 2, 'valid')
      return [tf.conv2d(pooled, second as tf.Tensor4D, 1, 'same')]
    }
    const filter = float(3, 3, 256, 256)
    const types = operators([program, [float(8, 8, 8, 256), filter, filter]])
    expect(types.filter((type) => type === 'Transpose')).toHaveLength(2)
    expect(types).not.toContain('MaxPool')
  })

  it('puts a filter left that is settled, scaled or not, and right one that changes', () => {
    const program: Program = ([x, filter, scale]) => [
      tf.conv2d(x as tf.Tensor4D, tf.mul<tf.Tensor4D>(filter, scale), 1, 'same'),
    ]
    const specs = [float(16, 4, 4, 256), float(3, 3, 256, 256), float(256)]
    const sides = (settled: readonly number[]): number[][] => {
      const { graph } = trace(program, specs, { settled: new Set(settled) })
      const products = graph.nodes.filter(
        ({ type, inputs }) => type === 'MatMul' && inputs.every(({ shape }) => shape.length > 3),
      )
      return products.map(({ inputs }) => inputs.map(({ shape }) => shape.at(-2) ?? 0))
    }
    expect(sides([1, 2])).toEqual([[256, 256]])
    expect(sides([1])).toEqual([[32, 256]])
    expect(sides([])).toEqual([[32, 256]])
  })

  it('multiplies plainly where channels are few and pixels many, or with a stride', () => {
    expect(operators(gradients(32, 32))).toContain('Conv')
    expect(operators(gradients(8, 256, 2))).toContain('Conv')
  })

  it('keeps one plain convolution for each that is asked for in a portable graph', () => {
    const [program, specs] = gradients(8, 256)
    expect(operators([program, specs], true)).toContain('Conv')
    expect(operators([program, specs], true)).not.toContain('FusedMatMul@com.microsoft')
  })
})
