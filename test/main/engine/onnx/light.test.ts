import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { createOnnxCompiler, type Program, type TensorSpec } from '#engine'
import { trace } from '../../../../src-main/engine/graph/index.ts'
import { isLight } from '../../../../src-main/engine/onnx/light.ts'
import { warp } from '../../../../src-main/engine/spatial/index.ts'

const float = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' })

const move: Program = ([x, angle, dx, dy]) => [
  warp(x as tf.Tensor4D, {
    angle: angle as tf.Tensor1D,
    dx: dx as tf.Tensor1D,
    dy: dy as tf.Tensor1D,
  }),
]
const warped = (side: number, batch: number): TensorSpec[] => [
  float(batch, side, side, 1),
  ...[0, 1, 2].map(() => float(batch)),
]
const light = (program: Program, inputs: TensorSpec[]): boolean =>
  isLight(trace(program, inputs, {}).graph)

describe('engine/onnx/light', () => {
  it('is a warp of a batch of digits, and not one of large images', () => {
    expect(light(move, warped(28, 64))).toBe(true)
    expect(light(move, warped(224, 64))).toBe(false)
  })

  it('is no product, however small', () => {
    expect(light(([a, b]) => [tf.matMul(a, b)], [float(2, 3), float(3, 2)])).toBe(false)
    const convolve: Program = ([x, w]) => [
      tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid'),
    ]
    expect(light(convolve, [float(1, 4, 4, 1), float(3, 3, 1, 1)])).toBe(false)
  })

  it('gives the same bits whatever the number of threads', async () => {
    const images = Float32Array.from({ length: 64 * 784 }, (_, i) => ((i * 7919) % 1009) / 1009)
    const turns = [37, 3, -2].map((scale) =>
      Float32Array.from({ length: 64 }, (_, i) => scale * Math.sin(i)),
    )
    const outputs = []
    for (const threads of [1, 2]) {
      const compiler = await createOnnxCompiler({ threads })
      const compiled = await compiler.compile(move, warped(28, 64), { name: 'a warp' })
      outputs.push(await compiled.run([images, ...turns]))
      await compiled.dispose()
    }
    expect(outputs[0]).toEqual(outputs[1])
  })
})
