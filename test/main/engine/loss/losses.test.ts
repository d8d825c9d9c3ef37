import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  crossEntropy,
  crossEntropyObjective,
  klDivergence,
  margin,
  tradesObjective,
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

  it('TRADES sends its gradient through the clean branch of the divergence too', () => {
    const slope = tf.tidy(() => {
      const given = inputs()
      const loss = (clean: tf.Tensor): tf.Tensor =>
        tradesObjective(6).value({ ...given, clean: clean as tf.Tensor4D }).loss
      return tf.grad(loss)(given.clean).dataSync()[0]
    })
    const at = (first: number): number => {
      const row = [first, a[0][1], a[0][2]]
      return (ce(row, labels[0]) + 6 * kl(row, b[0])) / 2
    }
    expect(slope).toBeCloseTo((at(1 + 1e-4) - at(1 - 1e-4)) / 2e-4, 3)
  })

  it('cross-entropy training judges the perturbed inputs, and padding weighs nothing', () => {
    const [found] = values(() => {
      const padded = { ...inputs(), share: tf.tensor1d([1, 0]) }
      return crossEntropyObjective.value(padded).loss
    })
    expect(found).toBeCloseTo(ce(b[0], labels[0]), 5)
  })
})
