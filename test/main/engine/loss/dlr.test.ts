import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { dlr, targetedDlr } from '../../../../src-main/engine/loss/index.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const row = (at: number, of: number): number[] => Array.from({ length: of }, (_, i) => +(i === at))
const sorted = (z: number[]): number[] => z.toSorted((a, b) => b - a)
const dlrOf = (z: number[], label: number): number =>
  tf.tidy(() => dlr(tf.tensor2d([z]), tf.tensor2d([row(label, z.length)])).dataSync()[0])
const targetedOf = (z: number[], label: number, aim: number): number =>
  tf.tidy(() => {
    const rows = [label, aim].map((at) => tf.tensor2d([row(at, z.length)]))
    return targetedDlr(tf.tensor2d([z]), rows[0], rows[1]).dataSync()[0]
  })
// Quarters, so that ties are common and scaling is exact.
const logits = fc.array(
  fc.integer({ min: -20, max: 20 }).map((v) => v / 4),
  {
    minLength: 4,
    maxLength: 7,
  },
)
const spread = logits.filter((z) => sorted(z)[0] > sorted(z)[2])

describe('engine/loss/dlr', () => {
  it('is −(z_y − the best other) / (highest − third highest)', () => {
    expect(dlrOf([4, 1, 2, 0], 0)).toBeCloseTo(-(4 - 2) / (4 - 1), 6)
    expect(dlrOf([4, 1, 2, 0], 1)).toBeCloseTo(-(1 - 4) / (4 - 1), 6)
    // Two level logits at the top are the first and the second.
    expect(dlrOf([3, 3, 1], 0)).toBeCloseTo(0, 6)
  })

  it('towards a class is −(z_y − z_t) / (highest − mean of third and fourth)', () => {
    expect(targetedOf([4, 1, 2, 0], 0, 1)).toBeCloseTo(-(4 - 1) / (4 - 0.5), 6)
    expect(targetedOf([4, 1, 2, 0], 3, 2)).toBeCloseTo(2 / 3.5, 6)
  })

  it('agrees with sorting, ties included', () => {
    fc.assert(
      fc.property(spread, fc.nat(), (z, pick) => {
        const label = pick % z.length
        const [first, , third, fourth] = sorted(z)
        const best = Math.max(...z.filter((_, i) => i !== label))
        expect(dlrOf(z, label)).toBeCloseTo((best - z[label]) / (first - third), 4)
        const lead = (z[(label + 1) % z.length] - z[label]) / (first - (third + fourth) / 2)
        expect(targetedOf(z, label, (label + 1) % z.length)).toBeCloseTo(lead, 4)
      }),
    )
  })

  it('does not change when logits are scaled or shifted', () => {
    fc.assert(
      fc.property(spread, (z) => {
        const moved = z.map((value) => 8 * value + 3)
        expect(dlrOf(moved, 0)).toBeCloseTo(dlrOf(z, 0), 4)
        expect(targetedOf(moved, 0, 1)).toBeCloseTo(targetedOf(z, 0, 1), 4)
      }),
    )
  })

  it('has the slope of its quotient', () => {
    const z = [3, 0.5, 2, -1]
    const slope = tf.tidy(() => [
      ...tf
        .grad((x) => tf.sum(dlr(x as tf.Tensor2D, tf.tensor2d([row(0, 4)]))))(tf.tensor2d([z]))
        .dataSync(),
    ])
    const step = 1e-2
    slope.forEach((value, i) => {
      const at = (h: number): number =>
        dlrOf(
          z.map((v, k) => v + (k === i ? h : 0)),
          0,
        )
      expect(value).toBeCloseTo((at(step) - at(-step)) / (2 * step), 2)
    })
  })
})
