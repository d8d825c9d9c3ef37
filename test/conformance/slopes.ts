import * as tf from '@tensorflow/tfjs'
import { expect, it } from 'vitest'
import type { Compiler } from '#engine'
import { inputValues, withGradients, type Differentiable } from './operation-case.ts'

/** Operations whose gradients are checked against finite differences of the same engine. */
const operations: Readonly<Record<string, [Differentiable, readonly (readonly number[])[]]>> = {
  'conv2d, stride 2': [
    (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same'),
    [
      [1, 5, 4, 2],
      [3, 3, 2, 3],
    ],
  ],
  'conv2d, padded by 1': [
    (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 1),
    [
      [1, 5, 4, 2],
      [3, 3, 2, 2],
    ],
  ],
  'maxPool 2×2': [(x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'same'), [[1, 4, 6, 2]]],
  'maxPool 3×3, overlapping': [(x) => tf.maxPool(x as tf.Tensor4D, 3, 2, 'same'), [[1, 5, 5, 2]]],
  'avgPool 2×2': [(x) => tf.avgPool(x as tf.Tensor4D, 2, 2, 'valid'), [[1, 4, 6, 2]]],
  logSoftmax: [(x) => tf.logSoftmax(x), [[3, 5]]],
  matMul: [
    (a, b) => tf.matMul(a, b, true, false),
    [
      [4, 3],
      [4, 5],
    ],
  ],
  'division with broadcasting': [(a, b) => tf.div(a, tf.add(tf.square(b), 1)), [[3, 4], [4]]],
  gather: [(x) => tf.gather(x, tf.tensor1d([3, 0, 3, 1], 'int32')), [[4, 3]]],
}

/** Where tfjs's cpu backend is wrong: it divides by the whole window, padding included. */
const padded: typeof operations = {
  'avgPool 3×3, padded': [(x) => tf.avgPool(x as tf.Tensor4D, 3, 2, 'same'), [[1, 5, 5, 2]]],
  'avgPool 2×2, padded by 1': [(x) => tf.avgPool(x as tf.Tensor4D, 2, 2, 1), [[1, 4, 6, 2]]],
}

const width = 1e-2

/** Holds the gradients of an engine against its own values. */
export function describeSlopes(open: () => Promise<Compiler>, isReference = false): void {
  for (const [name, [operation, shapes]] of Object.entries({
    ...operations,
    ...(isReference ? {} : padded),
  })) {
    it(`has gradients that are the slopes of ${name}`, async () => {
      const specs = shapes.map((shape) => ({ shape, dtype: 'float32' as const }))
      const compiled = await (await open()).compile(withGradients(operation), specs, { name })
      const buffers = specs.map((_, i) => inputValues(name, specs, i))
      const [value, ...gradients] = await compiled.run(buffers)
      expect(value.length).toBeGreaterThan(0)
      for (const [input, gradient] of gradients.entries()) {
        for (const at of gradient.keys()) {
          const slope = await slopeAt((moved) => compiled.run(moved), buffers, input, at)
          expect(gradient[at]).toBeCloseTo(slope, 1)
        }
      }
      await compiled.dispose()
    })
  }
}

/** The central difference of the weighted sum `withGradients` differentiates. */
async function slopeAt(
  run: (buffers: readonly Float32Array[]) => Promise<ArrayLike<number>[]>,
  buffers: readonly ArrayLike<number>[],
  input: number,
  at: number,
): Promise<number> {
  const moved = async (by: number): Promise<number> => {
    const copies = buffers.map((buffer) => Float32Array.from(buffer))
    copies[input][at] += by
    const [value] = await run(copies)
    return Array.from(value).reduce((sum, each, i) => sum + each * Math.cos(i), 0)
  }
  return ((await moved(width)) - (await moved(-width))) / (2 * width)
}
