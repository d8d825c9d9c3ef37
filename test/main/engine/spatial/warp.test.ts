import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { warp } from '../../../../src-main/engine/spatial/index.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

interface Move {
  angle?: number
  dx?: number
  dy?: number
}

/** Warps single-channel images given as rows, one move each. */
function moved(images: number[][][], moves: Move[]): number[][][] {
  return tf.tidy(() => {
    const column = (name: keyof Move): tf.Tensor1D => tf.tensor1d(moves.map((m) => m[name] ?? 0))
    const x: tf.Tensor4D = tf.expandDims(tf.tensor3d(images), 3)
    const warped = warp(x, { angle: column('angle'), dx: column('dx'), dy: column('dy') })
    return tf.squeeze(warped, [3]).arraySync() as number[][][]
  })
}

const move = (image: number[][], by: Move): number[][] => moved([image], [by])[0]
const numbered = (height: number, width: number): number[][] =>
  Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => y * width + x + 1),
  )

/** A quarter turn counter-clockwise, by index: the right column becomes the top row. */
function quarterTurn(image: number[][]): number[][] {
  const side = image.length
  return image.map((_, y) => image.map((_, x) => image[x][side - 1 - y]))
}

describe('engine/spatial/warp', () => {
  it('leaves an image as it is without rotation and shift', () => {
    expect(move(numbered(5, 7), {})).toEqual(numbered(5, 7))
  })

  it.each([4, 5, 28])('turns a square of side %i by 90°, 180° and 270° exactly', (side) => {
    const image = numbered(side, side)
    const once = quarterTurn(image)
    const twice = quarterTurn(once)
    expect(move(image, { angle: 90 })).toEqual(once)
    expect(move(image, { angle: 180 })).toEqual(twice)
    expect(move(image, { angle: -180 })).toEqual(twice)
    expect(move(image, { angle: -90 })).toEqual(quarterTurn(twice))
  })

  it('turns a positive angle counter-clockwise as seen on a screen', () => {
    // A dot right of the centre goes up.
    const dot = [
      [0, 0, 0],
      [0, 0, 1],
      [0, 0, 0],
    ]
    expect(move(dot, { angle: 90 })).toEqual([
      [0, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ])
  })

  it('moves by exactly 3 px to the right and 1 px down, filling with zeros', () => {
    const image = numbered(4, 6)
    const expected = image.map((row, y) => row.map((_, x) => image[y - 1]?.[x - 3] ?? 0))
    expect(move(image, { dx: 3, dy: 1 })).toEqual(expected)
  })

  it('interpolates linearly between pixels', () => {
    expect(move([[2, 4, 8]], { dx: 0.25 })).toEqual([[1.5, 3.5, 7]])
  })

  it('rotates first and shifts afterwards', () => {
    const image = numbered(5, 5)
    const turned = quarterTurn(image)
    const expected = turned.map((row, y) => row.map((_, x) => turned[y]?.[x - 2] ?? 0))
    expect(move(image, { angle: 90, dx: 2 })).toEqual(expected)
  })

  it('moves every image of a batch by its own transform', () => {
    const [a, b] = [numbered(4, 4), numbered(4, 4).reverse()]
    const together = moved([a, b], [{ angle: 30 }, { dx: 1.5 }])
    expect(together).toEqual([move(a, { angle: 30 }), move(b, { dx: 1.5 })])
  })

  it('stays within the range of the image and zero', () => {
    const finite = fc.double({ min: -400, max: 400, noNaN: true })
    fc.assert(
      fc.property(finite, finite, finite, (angle, dx, dy) => {
        const values = move(numbered(6, 6), { angle, dx: dx / 40, dy: dy / 40 }).flat()
        return values.every((value) => value >= 0 && value <= 36.0001)
      }),
      { numRuns: 60 },
    )
  })

  it('has the gradients of finite differences in image, angle and shift', () => {
    const image = numbered(6, 6).map((row) => row.map((v) => Math.sin(v)))
    const weight = numbered(6, 6).map((row) => row.map((v) => Math.cos(3 * v)))
    const score = (x: tf.Tensor, angle: tf.Tensor, dx: tf.Tensor, dy: tf.Tensor): tf.Scalar =>
      tf.sum(
        tf.mul(
          warp(x as tf.Tensor4D, {
            angle: angle as tf.Tensor1D,
            dx: dx as tf.Tensor1D,
            dy: dy as tf.Tensor1D,
          }),
          tf.tensor4d(weight.flat(), [1, 6, 6, 1]),
        ),
      )
    const at = [image.flat(), [17.3], [0.4], [-0.7]]
    const tensors = (values: number[][]): tf.Tensor[] =>
      values.map((v, i) => (i === 0 ? tf.tensor4d(v, [1, 6, 6, 1]) : tf.tensor1d(v)))
    const value = (values: number[][]): number =>
      tf.tidy(() => {
        const [x, angle, dx, dy] = tensors(values)
        return score(x, angle, dx, dy).dataSync()[0]
      })
    const gradients = tf.tidy(() =>
      tf
        .grads(score as (...args: tf.Tensor[]) => tf.Tensor)(tensors(at))
        .map((gradient) => [...gradient.dataSync()]),
    )
    const places = [
      [0, 14],
      [0, 21],
      [1, 0],
      [2, 0],
      [3, 0],
    ] as const
    for (const [input, position] of places) {
      const nudge = 2e-3
      const nudged = (by: number): number =>
        value(at.map((v, i) => v.map((n, k) => (i === input && k === position ? n + by : n))))
      const slope = (nudged(nudge) - nudged(-nudge)) / (2 * nudge)
      expect(gradients[input][position]).toBeCloseTo(slope, 2)
    }
  })
})
