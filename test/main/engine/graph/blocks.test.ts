import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import type { Program, TensorSpec } from '#engine'
import { layOutInBlocks, trace } from '../../../../src-main/engine/graph/index.ts'

const float = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' })

/** The operators of a program laid out in blocks of 16; those on blocks without their domain. */
function operators(program: Program, ...specs: TensorSpec[]): string[] {
  const { graph } = trace(program, specs)
  layOutInBlocks(graph, 16, 2)
  return graph.nodes.map(({ type }) => type.replace('@com.microsoft.nchwc', ' on blocks'))
}

function convolve(x: tf.Tensor, w: tf.Tensor): tf.Tensor {
  return tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')
}

const reorders = (types: string[]): string[] => types.filter((type) => type.startsWith('Reorder'))

describe('engine/graph/blocks', () => {
  it('stays in blocks from one convolution to the next', () => {
    const types = operators(
      ([x, a, b]) => [convolve(tf.sigmoid(tf.add(convolve(x, a), 1)), b)],
      float(2, 8, 8, 16),
      float(3, 3, 16, 32),
      float(3, 3, 32, 16),
    )
    expect(reorders(types)).toEqual(['ReorderInput on blocks', 'ReorderOutput on blocks'])
    expect(types.filter((type) => type === 'Conv on blocks')).toHaveLength(2)
  })

  it('rectifies within the convolution', () => {
    const types = operators(
      ([x, w]) => [tf.relu(convolve(x, w))],
      float(2, 8, 8, 1),
      float(3, 3, 1, 16),
    )
    expect(types).toContain('Conv on blocks')
    expect(types).not.toContain('Relu')
  })

  it('keeps the unrectified convolution where it is needed too', () => {
    const types = operators(
      ([x, w]) => [tf.relu(convolve(x, w)), tf.exp(convolve(x, w))],
      float(2, 8, 8, 1),
      float(3, 3, 1, 16),
    )
    expect(types.filter((type) => type === 'Conv on blocks')).toHaveLength(1)
    expect(types).toContain('Relu')
  })

  it('lays channels side by side for a filter gradient, when threads share its rows evenly', () => {
    const slope: Program = ([x, w, v]) => [
      tf.grad((by) => tf.sum(tf.square(convolve(tf.relu(convolve(x, w)), by))))(v),
    ]
    const specs = [float(16, 12, 12, 1), float(3, 3, 1, 16), float(3, 3, 16, 32)]
    const dilated = (threads: number): number => {
      const { graph } = trace(slope, specs)
      layOutInBlocks(graph, 16, threads)
      const across = graph.nodes.map(({ attributes: { dilations } }) => dilations)
      return across.filter((each) => Array.isArray(each) && each.join() === '1,16').length
    }
    expect([1, 2, 3].map(dilated)).toEqual([1, 0, 1])
  })

  it('keeps zeros beside images in memory where a convolution is mostly edge', () => {
    const wide = (side: number): number =>
      operators(
        ([x, w]) => [convolve(tf.relu(x), w)],
        float(1, side, side, 16),
        float(5, 5, 16, 16),
      ).filter((type) => type === 'Pad').length
    expect([14, 28].map(wide)).toEqual([1, 0])
  })

  it('leaves channels that hardly fill blocks alone', () => {
    const types = operators(([x, w]) => [convolve(x, w)], float(2, 8, 8, 3), float(3, 3, 3, 20))
    expect(types.filter((type) => type.endsWith('on blocks'))).toEqual([])
  })

  it('leaves nothing of its own operators behind', () => {
    const pool: Program = ([x]) => [
      tf.grad((image) => tf.sum(tf.maxPool(tf.exp(image) as tf.Tensor4D, 2, 2, 'same')))(x),
    ]
    expect(operators(pool, float(2, 4, 4, 3))).not.toContain('Interleave')
    expect(operators(pool, float(2, 4, 4, 16))).not.toContain('Interleave')
  })
})
