import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { generator } from '#random'
import { flow, warp } from '../../../../src-main/engine/spatial/index.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const [height, width, channels] = [5, 4, 2]
const draw = (name: string, size: number): Float32Array => {
  const random = generator([name])
  return Float32Array.from({ length: size }, () => random.uniform())
}
const image = draw('image', height * width * channels)
const flown = (field: Float32Array): Float32Array =>
  tf.tidy(() => {
    const x = tf.tensor4d(image, [1, height, width, channels])
    return flow(x, tf.tensor4d(field, [1, height, width, 2])).dataSync() as Float32Array
  })
const everywhere = (u: number, v: number): Float32Array =>
  Float32Array.from({ length: height * width * 2 }, (_, i) => (i % 2 === 0 ? u : v))
const at = (values: Float32Array, row: number, column: number): number =>
  values[(row * width + column) * channels]

describe('engine/spatial/flow', () => {
  it('a flow of zero leaves the image as it is', () => {
    expect(flown(everywhere(0, 0))).toEqual(image)
  })

  it('reads every pixel from where its flow points to, the border beyond the border', () => {
    const found = flown(everywhere(1, 0))
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        expect(at(found, row, column)).toBe(at(image, row, Math.min(column + 1, width - 1)))
    const down = flown(everywhere(0, -2))
    expect(at(down, 4, 1)).toBe(at(image, 2, 1))
    expect(at(down, 1, 1)).toBe(at(image, 0, 1))
  })

  it('a flow alike everywhere is the opposite shift, away from the border', () => {
    const moved = tf.tidy(() => {
      const of = (value: number) => tf.tensor1d([value])
      const x = tf.tensor4d(image, [1, height, width, channels])
      return warp(x, { angle: of(0), dx: of(0.3), dy: of(-0.6) }).dataSync() as Float32Array
    })
    const found = flown(everywhere(-0.3, 0.6))
    for (let row = 0; row < height - 1; row++)
      for (let column = 1; column < width; column++)
        expect(at(found, row, column)).toBeCloseTo(at(moved, row, column), 5)
  })
})
