import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attackPlanSchema, type AttackPlan } from '#threat'
import { attackImages, balls } from '../../../../src-main/engine/attack/index.ts'
import { batchOf, imageAt, openLinear, pixels, scoreOf, slope } from './linear-model.ts'

const plan = (given: unknown): AttackPlan => attackPlanSchema.parse(given)
const l1 = slope.reduce((sum, value) => sum + Math.abs(value), 0)
const length = Math.hypot(...slope)

/** How far each image's score moved against its label. */
async function rises(given: unknown, range: [number, number] = [0.4, 0.6]): Promise<number[]> {
  const batch = batchOf(6, range)
  const { images } = await attackImages(await openLinear(), plan(given), batch, ['test'])
  return Array.from(batch.indices, (_, i) => {
    const moved = scoreOf(imageAt(images, i)) - scoreOf(imageAt(batch.images, i))
    return batch.labels[i] === 0 ? moved : -moved
  })
}

describe('engine/attack', () => {
  it('FGSM on a linear model reaches the optimum ε ‖w‖₁', async () => {
    for (const rise of await rises({ attack: 'fgsm', epsilon: 0.1 }))
      expect(rise).toBeCloseTo(0.1 * l1, 5)
  })

  it('FGSM in L2 reaches the optimum ε ‖w‖₂', async () => {
    for (const rise of await rises({ attack: 'fgsm', norm: 'l2', epsilon: 0.3 }))
      expect(rise).toBeCloseTo(0.3 * length, 5)
  })

  it.each(['linf', 'l2'] as const)('PGD in %s reaches the same optimum', async (norm) => {
    const given = { attack: 'pgd', norm, epsilon: 0.2, steps: 20, stepSize: { absolute: 0.05 } }
    for (const rise of await rises(given))
      expect(rise).toBeCloseTo(0.2 * (norm === 'linf' ? l1 : length), 3)
  })

  it('stops at the bounds: a large radius takes every pixel to 0 or 1', async () => {
    const batch = batchOf(4)
    const given = plan({ attack: 'fgsm', epsilon: 1 })
    const { images } = await attackImages(await openLinear(), given, batch, ['test'])
    for (let i = 0; i < 4; i++) {
      const up = batch.labels[i] === 0 ? 1 : 0
      const expected = slope.map((value) => (value > 0 ? up : 1 - up))
      expect([...imageAt(images, i)]).toEqual([...expected])
    }
  })

  it('leaves the images alone at radius 0', async () => {
    const batch = batchOf(4)
    for (const norm of ['linf', 'l2'] as const) {
      const given = plan({ attack: 'pgd', norm, epsilon: 0, steps: 2 })
      const { images } = await attackImages(await openLinear(), given, batch, ['test'])
      expect(images).toEqual(batch.images)
    }
  })

  it('keeps every perturbed input inside its ball and the bounds', async () => {
    const model = await openLinear()
    const batch = batchOf(4)
    const settings = fc.record({
      norm: fc.constantFrom('linf' as const, 'l2' as const),
      epsilon: fc.double({ min: 0, max: 1, noNaN: true }),
      steps: fc.integer({ min: 1, max: 5 }),
      factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
      randomStart: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(settings, fc.nat(), async ({ factor, ...given }, seed) => {
        const stepSize = { relativeToEpsilon: factor }
        const full = plan({ attack: 'pgd', ...given, stepSize })
        const { images } = await attackImages(model, full, batch, [seed])
        const delta = images.map((value, i) => value - batch.images[i])
        for (let i = 0; i < 4; i++)
          expect(balls[given.norm].measure(imageAt(delta, i))).toBeLessThan(given.epsilon + 1e-6)
        expect(images.every((value) => value >= 0 && value <= 1)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    { attack: 'pgd', epsilon: 0.2, steps: 3, restarts: 2 },
    { attack: 'pgd', norm: 'l2', epsilon: 0.2, steps: 1 },
    { attack: 'spatial-random', rotation: 60, translation: 1, draws: 3 },
  ])('gives an image the same result whatever the batch: $attack', async (given) => {
    const together = await attackImages(await openLinear(), plan(given), batchOf(7), ['seed'])
    const alone = await openLinear(0, [1])
    for (let i = 0; i < 7; i++) {
      const one = await attackImages(alone, plan(given), batchOf(1, [0, 1], i), ['seed'])
      expect(one.images).toEqual(imageAt(together.images, i))
      expect(one.verdicts.loss[0]).toBeCloseTo(together.verdicts.loss[i], 5)
    }
  })

  it('draws anew for another key', async () => {
    const model = await openLinear()
    const given = plan({ attack: 'spatial-random', rotation: 90, translation: 0 })
    const [a, b, c] = await Promise.all(
      [['a'], ['b'], ['a']].map((key) => attackImages(model, given, batchOf(4), key)),
    )
    expect(a.images).not.toEqual(b.images)
    expect(a.images).toEqual(c.images)
  })

  it('climbs away from the clean prediction when asked, not from the label', async () => {
    // Every image is predicted as class 1, so that the attack lowers every score.
    const model = await openLinear(10)
    const batch = batchOf(6)
    const given = plan({ attack: 'fgsm', epsilon: 0.1, climbs: 'prediction' })
    const { images, verdicts } = await attackImages(model, given, batch, ['test'])
    const clean = await model.judge(batch.images, batch.labels)
    for (let i = 0; i < 6; i++) {
      expect(scoreOf(imageAt(images, i))).toBeLessThan(scoreOf(imageAt(batch.images, i)))
      // The verdicts stay those of the true label.
      const isTrueOne = batch.labels[i] === 1
      expect(verdicts.loss[i] > clean.loss[i]).toBe(isTrueOne)
    }
  })

  it('takes white images that a warp’s rounding puts a little above 1', async () => {
    const white = { ...batchOf(8), images: new Float32Array(8 * pixels).fill(1) }
    const given = plan({ attack: 'spatial-random', rotation: 180, translation: 0.5, draws: 5 })
    const { images } = await attackImages(await openLinear(), given, white, ['test'])
    expect(Math.max(...images)).toBeLessThan(1 + 1e-6)
  })

  it('one transform is given to every image: half a turn reverses its pixels', async () => {
    const batch = batchOf(3)
    const half = plan({ attack: 'spatial-fixed', angle: 180 })
    const { images } = await attackImages(await openLinear(), half, batch, [])
    for (let i = 0; i < 3; i++) {
      const reversed = [...imageAt(batch.images, i)].reverse()
      imageAt(images, i).forEach((value, at) => expect(value).toBeCloseTo(reversed[at] ?? NaN, 5))
    }
    const none = plan({ attack: 'spatial-fixed', angle: 0 })
    expect((await attackImages(await openLinear(), none, batch, [])).images).toEqual(batch.images)
  })

  it('a grid with a single node is the clean image', async () => {
    const given = { attack: 'spatial-grid', rotation: 30, translation: 1, rotations: 1 }
    const batch = batchOf(3)
    const full = plan({ ...given, translations: 1 })
    const { images } = await attackImages(await openLinear(), full, batch, [])
    expect(images).toEqual(batch.images)
  })

  it('a finer grid holding the coarse one is at least as bad for every image', async () => {
    const model = await openLinear()
    const lossOf = async (rotations: number) => {
      const given = { attack: 'spatial-grid', rotation: 90, translation: 1, translations: 3 }
      const batch = batchOf(8)
      return (await attackImages(model, plan({ ...given, rotations }), batch, [])).verdicts.loss
    }
    const [coarse, fine] = [await lossOf(3), await lossOf(5)]
    coarse.forEach((loss, i) => expect(fine[i]).toBeGreaterThanOrEqual(loss))
  })

  it('starts uniformly within the unit ball', () => {
    const uniform = () => 0.25
    const random = { uniform, integer: () => 0, normal: () => 1 }
    expect([...balls.linf.randomStart(random, 2)]).toEqual([-0.5, -0.5])
    const start = balls.l2.randomStart(random, pixels)
    expect(balls.l2.measure(start)).toBeCloseTo(0.25 ** (1 / pixels), 6)
  })
})
