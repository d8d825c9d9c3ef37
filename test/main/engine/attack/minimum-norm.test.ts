import { beforeAll, describe, expect, it } from 'vitest'
import {
  attackPlanSchema,
  type AttackPlan,
  type MinimumNormPlan,
  type Norm,
  type PlanOf,
} from '#threat'
import {
  attackImages,
  balls,
  type DifferentiableModel,
} from '../../../../src-main/engine/attack/index.ts'
import { distanceToBoundary, imageAt, openLinearClasses, rightBatch } from './linear-model.ts'

const plan = (given: object): AttackPlan => attackPlanSchema.parse(given)
const batch = rightBatch(10)
const indices = [...batch.indices.keys()]

/** How much farther than the nearest misclassified point each attack may end, and how it is run. */
const attacks: readonly (Partial<PlanOf<MinimumNormPlan['attack']>> & {
  readonly norm: Norm
  readonly farther: number
})[] = [
  { attack: 'deepfool', norm: 'l2', farther: 1.021 },
  { attack: 'deepfool', norm: 'linf', farther: 1.021 },
  {
    ...{ attack: 'carlini-wagner', norm: 'l2', farther: 1.02 },
    ...{ searches: 9, steps: 1000, learningRate: 0.01 },
  },
  { attack: 'hop-skip-jump', norm: 'l2', queries: 3000, farther: 1.1 },
  { attack: 'hop-skip-jump', norm: 'linf', queries: 3000, farther: 1.6 },
]
/** And by which length, however near that is: a step of Adam; what DeepFool adds to its one step. */
const beyond: Readonly<Record<string, number>> = { 'carlini-wagner': 0.002, deepfool: 1.1e-4 }
const settingsOf = ({ farther: _, ...settings }: (typeof attacks)[number]) => settings

describe('engine/attack, attacks of least distance', () => {
  let model: DifferentiableModel
  beforeAll(async () => {
    model = await openLinearClasses()
  })

  it.each(attacks)('$attack in $norm finds the distance to the boundary', async (given) => {
    const { images, verdicts } = await attackImages(model, plan(settingsOf(given)), batch, ['test'])
    for (const i of indices) {
      expect(verdicts.prediction[i]).not.toBe(batch.labels[i])
      const clean = imageAt(batch.images, i)
      // C&W goes to the class it is drawn to, which need not be the nearest.
      const to = given.attack === 'carlini-wagner' ? verdicts.prediction[i] : undefined
      const least = distanceToBoundary(clean, batch.labels[i], given.norm, to)
      const found = balls[given.norm].distance(imageAt(images, i), clean)
      expect(found / least).toBeGreaterThan(0.999)
      expect(found).toBeLessThan(given.farther * least + (beyond[given.attack ?? ''] ?? 0))
    }
  })

  it.each(['l2', 'linf'] as const)(
    'DeepFool in %s crosses where bounds cut every step',
    async (norm) => {
      const dark = rightBatch(10, [0, 0.02])
      const { verdicts } = await attackImages(model, plan({ attack: 'deepfool', norm }), dark, [])
      for (const i of indices) expect(verdicts.prediction[i]).not.toBe(dark.labels[i])
    },
  )

  it.each(attacks)('$attack in $norm counts within ε, and leaves others clean', async (given) => {
    const free = await attackImages(model, plan(settingsOf(given)), batch, ['test'])
    const distances = indices.map((i) =>
      balls[given.norm].distance(imageAt(free.images, i), imageAt(batch.images, i)),
    )
    const epsilon = distances.toSorted((a, b) => a - b)[5]
    const bounded = plan({ ...settingsOf(given), epsilon })
    const { images, verdicts } = await attackImages(model, bounded, batch, ['test'])
    for (const i of indices) {
      const isWithin = distances[i] <= epsilon
      expect(verdicts.prediction[i] !== batch.labels[i]).toBe(isWithin)
      const expected = isWithin ? free.images : batch.images
      expect([...imageAt(images, i)]).toEqual([...imageAt(expected, i)])
    }
  })

  it.each([
    { attack: 'deepfool', norm: 'linf', steps: 2 },
    { attack: 'carlini-wagner', norm: 'l2', searches: 2, steps: 10 },
    { attack: 'hop-skip-jump', norm: 'l2', queries: 200 },
    { attack: 'hop-skip-jump', norm: 'linf', queries: 200 },
    { attack: 'mi-fgsm', norm: 'l2', epsilon: 0.05, steps: 3 },
    { attack: 'random-noise', norm: 'l1', epsilon: 0.1, draws: 3 },
  ])('$attack in $norm treats each image alike in any batch', async (given) => {
    const together = await attackImages(model, plan(given), batch, ['seed'])
    for (const i of [0, 7]) {
      const one = rightBatch(1, [0.35, 0.65], i)
      const alone = await attackImages(model, plan(given), one, ['seed'])
      expect([...alone.images]).toEqual([...imageAt(together.images, i)])
    }
  })

  it('HopSkipJump asks for no more answers than it may', async () => {
    let asked = 0
    const counted: DifferentiableModel = {
      ...model,
      async logits(images) {
        asked += images.length / model.pixels
        return model.logits(images)
      },
    }
    for (const queries of [1, 17, 150, 1000]) {
      asked = 0
      const given = plan({ attack: 'hop-skip-jump', queries })
      await attackImages(counted, given, rightBatch(3), ['test'])
      expect(asked).toBeLessThanOrEqual(3 * queries)
      expect(asked).toBeGreaterThan(queries)
    }
  })

  it('a network that never errs leaves every image as it is', async () => {
    const sure: DifferentiableModel = {
      ...model,
      logits: async (images) => {
        const logits = new Float32Array((images.length / model.pixels) * model.classes)
        return logits.map((_, i) => (i % model.classes === 2 ? 1 : 0))
      },
    }
    const labels = batch.labels.map(() => 2)
    const given = plan({ attack: 'hop-skip-jump', queries: 50 })
    const { images } = await attackImages(sure, given, { ...batch, labels }, [])
    expect(images).toEqual(batch.images)
  })

  it('MI-FGSM reaches the far corner of the ball on two linear classes', async () => {
    const { openLinear, batchOf, slope, scoreOf } = await import('./linear-model.ts')
    const two = await openLinear()
    const examples = batchOf(8, [0.4, 0.6])
    const clean = await two.judge(examples.images, examples.labels)
    const given = plan({ attack: 'mi-fgsm', epsilon: 0.05 })
    const { images } = await attackImages(two, given, examples, ['test'])
    const rise = 0.05 * slope.reduce((sum, value) => sum + Math.abs(value), 0)
    for (let i = 0; i < 8; i++) {
      const moved = scoreOf(imageAt(images, i)) - scoreOf(imageAt(examples.images, i))
      const isRight = clean.prediction[i] === examples.labels[i]
      const wanted = isRight ? (examples.labels[i] === 0 ? rise : -rise) : 0
      expect(moved).toBeCloseTo(wanted, 4)
    }
  })

  it('more noise is no less bad: the first draws do not depend on how many follow', async () => {
    const noise = (draws: number) =>
      attackImages(model, plan({ attack: 'random-noise', epsilon: 0.2, draws }), batch, ['test'])
    const [few, many] = [await noise(2), await noise(8)]
    for (const i of indices)
      if (few.verdicts.prediction[i] !== batch.labels[i])
        expect([...imageAt(many.images, i)]).toEqual([...imageAt(few.images, i)])
    const errors = ({ verdicts }: typeof few) =>
      indices.filter((i) => verdicts.prediction[i] !== batch.labels[i]).length
    expect(errors(many)).toBeGreaterThanOrEqual(errors(few))
    expect(errors(many)).toBeGreaterThan(0)
  })
})
