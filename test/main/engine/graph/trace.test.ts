import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Program, TensorSpec } from '#engine'
import { trace } from '../../../../src-main/engine/graph/index.ts'

const float = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' })

function operators(program: Program, ...specs: TensorSpec[]): string[] {
  return trace(program, specs).graph.nodes.map(({ type }) => type)
}

function layer(x: tf.Tensor, w: tf.Tensor): tf.Tensor {
  const sum = tf.conv2d<tf.Tensor4D>(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')
  return tf.maxPool(tf.relu<tf.Tensor4D>(sum), 2, 2, 'same')
}

describe('engine/graph/trace', () => {
  let before: number
  beforeEach(async () => {
    await tf.setBackend('cpu')
    before = tf.memory().numTensors
  })
  afterEach(() => {
    expect(tf.getBackend()).toBe('cpu')
    expect(tf.memory().numTensors).toBe(before)
  })

  it('makes an equal operation once', () => {
    expect(operators(([x]) => [tf.add(tf.exp(x), tf.exp(x))], float(3))).toEqual(['Exp', 'Add'])
  })

  it('drops what no output needs', () => {
    const program: Program = ([x]) => {
      tf.log(x)
      return [tf.exp(x)]
    }
    expect(operators(program, float(3))).toEqual(['Exp'])
  })

  it('computes at once what is known', () => {
    const program: Program = ([x]) => [tf.mul(x, tf.sum(tf.exp(tf.range(0, 4))))]
    expect(operators(program, float(3))).toEqual(['Mul'])
  })

  it('leaves out additions of zero and products with one', () => {
    const program: Program = ([x]) => [tf.add(tf.mul(x, tf.ones([3])), tf.zerosLike(x))]
    expect(operators(program, float(3))).toEqual([])
  })

  it('cancels transposes', () => {
    const program: Program = ([x]) => [tf.transpose(tf.exp(tf.transpose(x, [1, 2, 0])), [2, 0, 1])]
    expect(operators(program, float(2, 3, 4))).toEqual(['Exp'])
  })

  it('stays channels-first from one convolution to the next, forward and backward', () => {
    const program: Program = ([x, a, b]) => [
      tf.grad((image) => tf.sum(layer(layer(image, a), b)))(x),
    ]
    const { graph } = trace(program, [float(2, 8, 8, 3), float(3, 3, 3, 16), float(3, 3, 16, 16)])
    const images = graph.nodes.filter(
      ({ type, outputs }) => type === 'Transpose' && outputs[0].shape[0] === 2,
    )
    expect(images.map(({ outputs }) => outputs[0].shape)).toEqual([
      [2, 3, 8, 8],
      [2, 8, 8, 3],
    ])
  })

  it('adds a bias within the convolution', () => {
    const program: Program = ([x, w, b]) => [
      tf.relu(tf.add(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'), b)),
    ]
    expect(operators(program, float(2, 8, 8, 1), float(3, 3, 1, 4), float(4))).not.toContain('Add')
  })

  it('leaves large constants that only move to the runtime, and folds small ones', () => {
    const program: Program = ([x, w]) => [tf.add(x, tf.reverse(w, 0))]
    const types = (size: number, isPortable: boolean): string[] => {
      const frozen = new Map([[1, Float32Array.from({ length: size }, (_, i) => i)]])
      const { graph } = trace(program, [float(size), float(size)], { frozen, isPortable })
      return graph.nodes.map(({ type }) => type)
    }
    expect(types(100, false)).toEqual(['Add'])
    expect(types(10_000, false)).not.toEqual(['Add'])
    expect(types(10_000, true)).toEqual(['Add'])
  })

  it('uses frozen inputs as constants', () => {
    const { graph, inputs } = trace(([x, w]) => [tf.mul(x, w)], [float(2), float(2)], {
      frozen: new Map([[1, Float32Array.of(2, 3)]]),
    })
    expect(inputs).toEqual([float(2)])
    expect(graph.inputs).toHaveLength(1)
    expect(graph.initialisers.map(({ elements }) => [...elements])).toEqual([[2, 3]])
  })

  it('names an operation it cannot trace, its operands and who can run it', () => {
    const program: Program = ([x]) => [tf.topk(x, 2).values]
    expect(() => trace(program, [float(3, 4)])).toThrow(
      'the onnx engine cannot compile TopK of float32 [3, 4]: tfjs-node, tfjs-node-gpu and reference can run it',
    )
  })

  // tfjs checks these in its kernels, which a trace does not run.
  it.each<[string, Program, TensorSpec[], RegExp]>([
    [
      'matrices',
      ([a, b]) => [tf.matMul(a, b)],
      [float(2, 3), float(4, 5)],
      /shapes \[2, 3\] and \[4, 5\]: inner sizes 3 and 4/,
    ],
    [
      'transposed matrices',
      ([a, b]) => [tf.matMul(a, b, true, true)],
      [float(3, 2), float(5, 4)],
      /shapes \[2, 3\] and \[4, 5\]: inner sizes 3 and 4/,
    ],
    [
      'batches of matrices',
      ([a, b]) => [tf.matMul(a, b)],
      [float(7, 2, 3), float(7, 4, 5)],
      /inner sizes 3 and 4/,
    ],
    [
      'joined tensors',
      ([a, b]) => [tf.concat([a, b], 1)],
      [float(2, 3), float(3, 4)],
      /tensors\[1\] \(3,4\) does not match the shape of the rest \(2,3\)/,
    ],
    [
      'stacked tensors',
      ([a, b]) => [tf.stack([a, b])],
      [float(2, 3), float(3, 3)],
      /\(1,3,3\) does not match the shape of the rest \(1,2,3\)/,
    ],
    [
      'a slice beyond the end',
      ([x]) => [tf.slice(x, [0, 0], [3, 3])],
      [float(2, 3)],
      /\(3\) would overflow input\.shape\[0\] \(2\)/,
    ],
  ])('says that sizes of %s do not fit', (_, program, specs, words) => {
    expect(() => trace(program, specs)).toThrow(words)
  })

  it.each<[string, Program, string]>([
    [
      'convolution',
      ([x]) => [tf.conv2d(x as tf.Tensor4D, tf.ones([5, 5, 1, 2]), 1, 'valid')],
      'Conv2D moves a window of 5 × 5 over maps of 3 × 3; they must be at least 5 × 5.',
    ],
    [
      'dilated convolution',
      ([x]) => [tf.conv2d(x as tf.Tensor4D, tf.ones([3, 3, 1, 2]), 1, 0, 'NHWC', 2)],
      'Conv2D moves a window of 5 × 5 over maps of 3 × 3; they must be at least 5 × 5.',
    ],
    [
      'pool',
      ([x]) => [tf.maxPool(x as tf.Tensor4D, 4, 1, 'valid')],
      'Pool moves a window of 4 × 4 over maps of 3 × 3; they must be at least 4 × 4.',
    ],
  ])('refuses the window of a %s that is larger than its map', (_, program, message) => {
    expect(() => trace(program, [float(2, 3, 3, 1)])).toThrow(
      expect.objectContaining({ code: 'model.shape', message }) as Error,
    )
  })

  it('refuses to read a value that only a run will tell', () => {
    const program: Program = ([x]) => [tf.scalar(x.dataSync()[0])]
    expect(() => trace(program, [float(3)])).toThrow('reading the values of a tensor')
  })

  it('leaves the backend as it was when the program throws', () => {
    const program: Program = ([x]) => {
      tf.exp(x)
      throw new Error('a defect of the program')
    }
    expect(() => trace(program, [float(3)])).toThrow('a defect of the program')
    expect(tf.getBackend()).toBe('cpu')
  })

  it('takes a tensor made outside the program as a constant, and gives it back usable', () => {
    const outside = tf.tensor1d([1, 2, 3])
    expect(operators(([x]) => [tf.mul(x, outside)], float(3))).toEqual(['Mul'])
    expect([...tf.square(outside).dataSync()]).toEqual([1, 4, 9])
    tf.disposeVariables()
    tf.engine().startScope()
    outside.dispose()
    tf.engine().endScope()
    before = tf.memory().numTensors
  })
})
