import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  crossEntropy,
  boostedCrossEntropy,
  crossEntropyObjective,
  klDivergence,
  margin,
  martObjective,
  smoothedObjective,
  tradesObjective,
  type Objective,
} from '../../../../src-main/engine/loss/index.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const a = [
  [1, 2, -1],
  [0, 0.5, 3],
]
const b = [
  [0, 1, 1],
  [2, -0.5, 1],
]
const labels = [
  [0, 1, 0],
  [1, 0, 0],
]

function softmax(row: number[]): number[] {
  const sum = row.reduce((total, v) => total + Math.exp(v), 0)
  return row.map((v) => Math.exp(v) / sum)
}
const ce = (row: number[], target: number[]): number =>
  -softmax(row).reduce((total, p, i) => total + target[i] * Math.log(p), 0)
const kl = (p: number[], q: number[]): number => {
  const [pp, qq] = [softmax(p), softmax(q)]
  return pp.reduce((total, v, i) => total + v * Math.log(v / qq[i]), 0)
}
const values = (compute: () => tf.Tensor): number[] => tf.tidy(() => [...compute().dataSync()])

describe('engine/loss', () => {
  it('cross-entropy is −log of the softmax at the label', () => {
    const found = values(() => crossEntropy(tf.tensor2d(a), tf.tensor2d(labels)))
    found.forEach((value, i) => expect(value).toBeCloseTo(ce(a[i], labels[i]), 5))
  })

  it('stays finite where a probability underflows', () => {
    const found = values(() =>
      tf.concat([
        crossEntropy(tf.tensor2d([[0, 500]]), tf.tensor2d([[1, 0]])),
        klDivergence(tf.tensor2d([[0, 500]]), tf.tensor2d([[500, 0]])),
        klDivergence(tf.tensor2d([[0, 500]]), tf.tensor2d([[0, 500]])),
      ]),
    )
    expect(found).toEqual([500, 500, 0])
  })

  it('divergence is Σ p log(p / q), and zero of a distribution from itself', () => {
    const found = values(() => klDivergence(tf.tensor2d(a), tf.tensor2d(b)))
    found.forEach((value, i) => expect(value).toBeCloseTo(kl(a[i], b[i]), 5))
    const same = values(() => klDivergence(tf.tensor2d(a), tf.tensor2d(a)))
    expect(same).toEqual([0, 0])
  })

  it('the gradient of the divergence in q is that of the cross-entropy with p', () => {
    const [first, second] = tf.tidy(() => {
      const p = tf.tensor2d(a)
      const soft: tf.Tensor2D = tf.softmax(p)
      const byKl = tf.grad((q) => tf.sum(klDivergence(p, q as tf.Tensor2D)))
      const byCe = tf.grad((q) => tf.sum(crossEntropy(q as tf.Tensor2D, soft)))
      return [byKl, byCe].map((gradient) => [...gradient(tf.tensor2d(b)).dataSync()])
    })
    first.forEach((value, i) => expect(value).toBeCloseTo(second[i], 6))
  })

  it('margin is the true logit minus the best other one', () => {
    expect(values(() => margin(tf.tensor2d(a), tf.tensor2d(labels)))).toEqual([1, -3])
  })

  const pass = (images: tf.Tensor4D): tf.Tensor2D => tf.reshape(images, [-1, 3])
  const inputs = () => ({
    forward: pass,
    clean: tf.tensor4d(a.flat(), [2, 1, 3, 1]),
    perturbed: tf.tensor4d(b.flat(), [2, 1, 3, 1]),
    targets: tf.tensor2d(labels),
    share: tf.tensor1d([0.5, 0.5]),
  })

  it('TRADES is CE(clean) + β · KL(clean ‖ perturbed), mean over the batch', () => {
    const [found] = values(() => tradesObjective(6).value(inputs()).loss)
    const each = a.map((row, i) => ce(row, labels[i]) + 6 * kl(row, b[i]))
    expect(found).toBeCloseTo((each[0] + each[1]) / 2, 5)
  })

  /** The authors' formula in double precision: mart.py, read off line by line. */
  const mart = (calm: number[], hard: number[], target: number[]): number => {
    const [p, q] = [softmax(calm), softmax(hard)]
    const label = target.indexOf(1)
    const runnerUp = Math.max(...q.filter((_, k) => k !== label))
    const boosted = ce(hard, target) - Math.log(1.0001 - runnerUp + 1e-12)
    return boosted + 5 * kl(calm, hard) * (1.0000001 - p[label])
  }
  const smooth = (row: number[], target: number[]): number =>
    ce(
      row,
      target.map((t) => 0.8 * t + 0.2 / 3),
    )

  it('MART is BCE(perturbed) + β · KL · (1 − p(label)), mean over the batch', () => {
    const [found] = values(() => martObjective(5).value(inputs()).loss)
    const each = a.map((row, i) => mart(row, b[i], labels[i]))
    expect(found).toBeCloseTo((each[0] + each[1]) / 2, 5)
  })

  it('boosted cross-entropy stays finite at certainty, right or wrong', () => {
    const sure = tf.tensor2d([
      [60, 0],
      [0, 60],
    ])
    const label = tf.tensor2d([
      [1, 0],
      [1, 0],
    ])
    const [right, wrong] = values(() => boostedCrossEntropy(sure, label))
    expect(right).toBeCloseTo(-Math.log(1.0001), 5)
    expect(wrong).toBeCloseTo(60 - Math.log(1e-4), 1)
  })

  it('label smoothing spreads a share of the target over all classes', () => {
    const [found] = values(() => smoothedObjective(0.2).value(inputs()).loss)
    const each = b.map((row, i) => smooth(row, labels[i]))
    expect(found).toBeCloseTo((each[0] + each[1]) / 2, 5)
    const [none] = values(() => smoothedObjective(0).value(inputs()).loss)
    const [plain] = values(() => crossEntropyObjective.value(inputs()).loss)
    expect(none).toBe(plain)
  })

  // Each gradient against central differences of the formula in double precision, in every logit.
  const formulas: [Objective, (calm: number[], hard: number[], target: number[]) => number][] = [
    [crossEntropyObjective, (_, hard, target) => ce(hard, target)],
    [smoothedObjective(0.2), (_, hard, target) => smooth(hard, target)],
    [tradesObjective(6), (calm, hard, target) => ce(calm, target) + 6 * kl(calm, hard)],
    [martObjective(5), mart],
  ]
  it.each(formulas)('the gradient of $name is its formula’s, through both branches', (...pair) => {
    const [objective, formula] = pair
    const mean = (calm: number[][], hard: number[][]): number =>
      calm.reduce((sum, row, i) => sum + formula(row, hard[i], labels[i]) / 2, 0)
    const gradients = tf.tidy(() => {
      const given = inputs()
      const loss = (clean: tf.Tensor, perturbed: tf.Tensor): tf.Tensor => {
        const seen = { ...given, clean: clean as tf.Tensor4D, perturbed: perturbed as tf.Tensor4D }
        // A branch that is not read has a gradient all the same: zero.
        return tf.add(objective.value(seen).loss, tf.mul(tf.sum(tf.add(clean, perturbed)), 0))
      }
      const found = tf.grads(loss)([given.clean, given.perturbed])
      return found.map((gradient) => [...gradient.dataSync()])
    })
    const step = 1e-5
    const nudged = (rows: number[][], at: number, by: number): number[][] =>
      rows.map((row, i) => row.map((v, k) => (i * 3 + k === at ? v + by : v)))
    for (let at = 0; at < 6; at++) {
      const rise = (by: number, side: 0 | 1): number =>
        side === 0 ? mean(nudged(a, at, by), b) : mean(a, nudged(b, at, by))
      for (const side of [0, 1] as const) {
        const slope = (rise(step, side) - rise(-step, side)) / (2 * step)
        expect(gradients[side][at]).toBeCloseTo(slope, 5)
      }
    }
  })

  it('cross-entropy training judges the perturbed inputs, and padding weighs nothing', () => {
    const [found] = values(() => {
      const padded = { ...inputs(), share: tf.tensor1d([1, 0]) }
      return crossEntropyObjective.value(padded).loss
    })
    expect(found).toBeCloseTo(ce(b[0], labels[0]), 5)
  })
})
