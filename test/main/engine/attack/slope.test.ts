import { describe, expect, it } from 'vitest'
import { oneHot } from '../../../../src-main/engine/attack/index.ts'
import { batchOf, imageAt, openLinear, scoreOf, slope } from './linear-model.ts'

describe('engine/attack/slope', () => {
  const batch = batchOf(11)
  const scores = Array.from(batch.indices, (_, i) => scoreOf(imageAt(batch.images, i)))

  it('of the cross-entropy on a linear model is (p − y) · w, for any number of images', async () => {
    const model = await openLinear(0, [2, 4])
    const from = oneHot(batch.labels, 2)
    const found = await model.slope('cross-entropy', batch.images, { from })
    scores.forEach((score, i) => {
      const probability = 1 / (1 + Math.exp(-score))
      const label = batch.labels[i]
      expect(found.logits[2 * i + 1]).toBeCloseTo(score, 5)
      expect(found.loss[i]).toBeCloseTo(-Math.log(label ? probability : 1 - probability), 5)
      imageAt(found.gradient, i).forEach((value, k) =>
        expect(value).toBeCloseTo((probability - label) * slope[k], 5),
      )
    })
  })

  it('of the margin is w, away from the label', async () => {
    const model = await openLinear()
    const from = oneHot(batch.labels, 2)
    const { loss, gradient } = await model.slope('margin', batch.images, { from })
    scores.forEach((score, i) => {
      const sign = batch.labels[i] === 0 ? 1 : -1
      expect(loss[i]).toBeCloseTo(sign * score, 5)
      expect([...imageAt(gradient, i)]).toEqual([...slope.map((value) => sign * value)])
    })
  })

  it('pulls any weights of the logits back to the pixels', async () => {
    const model = await openLinear(0, [4])
    const weights = Float32Array.from({ length: 22 }, (_, i) => i / 4)
    const { gradient } = await model.pullback(batch.images, weights)
    scores.forEach((_, i) =>
      imageAt(gradient, i).forEach((value, k) =>
        expect(value).toBeCloseTo(weights[2 * i + 1] * slope[k], 4),
      ),
    )
  })
})
