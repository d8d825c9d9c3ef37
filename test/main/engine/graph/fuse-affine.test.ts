import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { createOnnxCompiler, createReferenceCompiler, type Program, type TensorSpec } from '#engine'
import { expandInterleaves, fuseAffines, trace } from '../../../../src-main/engine/graph/index.ts'

const float = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' })

function operators(program: Program, ...specs: TensorSpec[]): string[] {
  const { graph } = trace(program, specs)
  expandInterleaves(graph)
  fuseAffines(graph)
  return graph.nodes.map(({ type }) => type)
}

/** Scaled and shifted behind a convolution, which stores its result [N, C, H, W]. */
const scaled: Program = ([x, w, factor, shift]) => {
  const maps = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'valid')
  return [tf.add(tf.mul(maps, factor), shift)]
}
const images = [float(2, 9, 9, 3), float(3, 3, 3, 5)]

describe('engine/graph/fuse-affine', () => {
  it('multiplies and adds in one pass, by channel or by channel of each image', () => {
    for (const count of [1, 2])
      for (const other of [1, 2]) {
        const types = operators(scaled, ...images, float(count, 1, 1, 5), float(other, 1, 1, 5))
        expect(types).toContain('BatchNormalization')
        expect(types.filter((type) => ['Mul', 'Add'].includes(type))).toEqual([])
      }
  })

  it('leaves alone what differs within a plane, and a product that is used again', () => {
    expect(operators(scaled, ...images, float(1, 4, 4, 5), float(1, 1, 1, 5))).toContain('Mul')
    const again: Program = (inputs) => {
      const [sum] = scaled(inputs)
      return [sum, tf.sub(sum, inputs[3])]
    }
    expect(operators(again, ...images, float(5), float(5))).toContain('BatchNormalization')
    const shared: Program = ([x, w, factor, shift]) => {
      const product = tf.mul(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'valid'), factor)
      return [tf.add(product, shift), tf.exp(product)]
    }
    expect(operators(shared, ...images, float(5), float(5))).toContain('Mul')
  })

  it('gives what multiplying and adding give', async () => {
    const specs = [...images, float(2, 1, 1, 5), float(5)]
    const inputs = specs.map(({ shape }, salt) =>
      Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, i) =>
        Math.sin(3 * salt + i),
      ),
    )
    const compilers = [await createOnnxCompiler({ threads: 1 }), await createReferenceCompiler()]
    const [found, right] = await Promise.all(
      compilers.map(async (compiler) => {
        const compiled = await compiler.compile(scaled, specs, { name: 'scaled' })
        const [output] = await compiled.run(inputs)
        await compiled.dispose()
        return output
      }),
    )
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(right[i], 5)
    })
  })
})
