import { beforeAll, describe, expect, it } from 'vitest'
import { createOnnxCompiler } from '#engine'
import { generator } from '#random'
import {
  attackPlanSchema,
  drawTransforms,
  type AttackPlan,
  type SpatialRange,
  type Transform,
} from '#threat'
import {
  attackImages,
  type DifferentiableModel,
} from '../../../../../src-main/engine/attack/index.ts'
import {
  batchOf,
  imageAt,
  logitsOf,
  openLinear,
  openLinearClasses,
  pixels,
  rightBatch,
  scoreOf,
  slope,
} from '../linear-model.ts'

const plan = (given: object): AttackPlan => attackPlanSchema.parse(given)
const batch = rightBatch(12)
const indices = [...batch.indices.keys()]
/** So high an offset of two linear classes that no transform fools: all are of class 1. */
const sure = 12
const ones = { ...batchOf(12, [0.35, 0.65]), labels: new Int32Array(12).fill(1) }
const openSure = async () => openLinear(sure, [16], await createOnnxCompiler({ threads: 1 }))
const combined = { attack: 'combined', epsilon: 0.03, steps: 10, rotation: 0, translation: 0 }
const orders = ['spatial-then-adversarial', 'adversarial-through-spatial'] as const

/** The first draw of each image. */
const transformsOf = (range: SpatialRange): Transform[] =>
  Array.from(ones.indices, (index) => {
    const random = generator(['test', 'combined', 'spatial', index])
    return drawTransforms(range, 1, random)[0]
  })

describe('engine/attack/displacement', () => {
  let model: DifferentiableModel
  beforeAll(async () => {
    model = await openLinearClasses()
  })
  it('ascent on the angle comes near what a fine grid finds', async () => {
    const range = { rotation: 40, translation: 0 }
    const scoresUnder = async (given: object): Promise<number[]> => {
      const { images } = await attackImages(await openSure(), plan(given), ones, ['test'])
      return indices.map((i) => scoreOf(imageAt(images, i)))
    }
    const clean = await scoresUnder({ attack: 'clean' })
    const fine = { attack: 'spatial-grid', ...range, rotations: 41, translations: 1 }
    const grid = await scoresUnder(fine)
    const first = { attack: 'spatial-first-order', ...range, steps: 12, restarts: 3 }
    const found = await scoresUnder(first)
    const shares = indices.map((i) => (clean[i] - found[i]) / (clean[i] - grid[i]))
    expect(Math.min(...shares)).toBeGreaterThan(0.8)
    expect(Math.max(...shares)).toBeLessThan(1.05)
  })

  it('a range of zero leaves the images where they are', async () => {
    const still = { attack: 'spatial-first-order', rotation: 0, translation: 0, steps: 3 }
    const { images } = await attackImages(model, plan(still), batch, ['test'])
    images.forEach((value, i) => expect(value).toBeCloseTo(batch.images[i], 6))
  })

  it('stAdv fools with a flow, and a small one moves pixels by little', async () => {
    const errors = async (flow: number, smoothness: number) => {
      const given = plan({ attack: 'stadv', flow, smoothness, steps: 40 })
      const { images, verdicts } = await attackImages(model, given, batch, ['test'])
      const fooled = indices.filter((i) => verdicts.prediction[i] !== batch.labels[i])
      const moved = images.map((value, i) => Math.abs(value - batch.images[i]))
      return { fooled: fooled.length, farthest: Math.max(...moved) }
    }
    const [free, narrow, stiff] = [
      await errors(1, 0.05),
      await errors(0.01, 0.05),
      await errors(1, 1000),
    ]
    expect(free.fooled).toBeGreaterThan(2)
    // Neighbours differ by 0.3 at most, along each of two axes.
    expect(narrow.farthest).toBeLessThan(0.01 * 2 * 0.3 + 1e-6)
    expect(narrow.fooled).toBeLessThanOrEqual(free.fooled)
    expect(stiff.fooled).toBeLessThan(free.fooled)
  })

  it.each(orders)('%s with no transform is PGD', async (order) => {
    const without = { randomStart: false, epsilon: 0.03, steps: 10 }
    const pgd = plan({ attack: 'pgd', ...without })
    const given = plan({ ...combined, ...without, order })
    const [found, right] = [
      await attackImages(model, given, batch, ['test']),
      await attackImages(model, pgd, batch, ['test']),
    ]
    expect(found.verdicts.prediction).toEqual(right.verdicts.prediction)
    found.images.forEach((value, i) => expect(value).toBeCloseTo(right.images[i], 5))
  })

  it('PGD through a transform reaches the optimum ε ‖Tᵀ w‖₁ on a linear model', async () => {
    const two = await openSure()
    const given = { ...combined, order: orders[1], rotation: 30, translation: 0.5, epsilon: 0.05 }
    const { images } = await attackImages(two, plan(given), ones, ['test'])
    const transforms = transformsOf(given)
    const moved = await two.warp(ones.images, transforms)
    // T is linear in the image: (Tᵀ w)ₖ is the score of a moved image that is 1 at pixel k alone.
    const units = await Promise.all(
      Array.from({ length: pixels }, (_, k) =>
        two.warp(
          ones.images.map((_value, at) => (at % pixels === k ? 1 : 0)),
          transforms,
        ),
      ),
    )
    for (const i of indices) {
      const length = units.reduce((sum, unit) => sum + Math.abs(scoreOf(imageAt(unit, i))), 0)
      const fall = scoreOf(imageAt(moved, i)) - scoreOf(imageAt(images, i))
      expect(fall).toBeCloseTo(0.05 * length, 4)
    }
  })

  it('PGD around the transformed image reaches the optimum ε ‖w‖₁, clipped to the bounds', async () => {
    const two = await openSure()
    const given = { ...combined, order: orders[0], rotation: 30, translation: 0.5, epsilon: 0.05 }
    const { images } = await attackImages(two, plan(given), ones, ['test'])
    const moved = await two.warp(ones.images, transformsOf(given))
    for (const i of indices) {
      const right = imageAt(moved, i).map((value, at) =>
        Math.min(Math.max(value - 0.05 * Math.sign(slope[at]), 0), 1),
      )
      imageAt(images, i).forEach((value, at) => expect(value).toBeCloseTo(right[at], 5))
    }
  })

  it.each([
    { attack: 'spatial-first-order', rotation: 20, translation: 0.5, steps: 4 },
    { attack: 'stadv', flow: 0.1, steps: 5 },
    ...orders.map((order) => ({ ...combined, order, rotation: 20, translation: 1, draws: 2 })),
  ])('$attack treats each image alike in any batch', async (given) => {
    const together = await attackImages(model, plan(given), batch, ['seed'])
    for (const i of [0, 7]) {
      const one = rightBatch(1, [0.35, 0.65], i)
      const alone = await attackImages(model, plan(given), one, ['seed'])
      expect([...alone.images]).toEqual([...imageAt(together.images, i)])
    }
  })

  it('more draws fool no fewer images', async () => {
    const given = { ...combined, order: orders[0], rotation: 30, translation: 1, steps: 3 }
    const fooled = async (draws: number): Promise<number[]> => {
      const { images } = await attackImages(model, plan({ ...given, draws }), batch, ['test'])
      return indices.filter((i) => {
        const logits = logitsOf(imageAt(images, i))
        return logits.indexOf(Math.max(...logits)) !== batch.labels[i]
      })
    }
    const [few, many] = [await fooled(1), await fooled(4)]
    for (const i of few) expect(many).toContain(i)
  })
})
