import { beforeAll, describe, expect, it } from 'vitest'
import { attackPlanSchema, norms, partsOfAutoattack, type AttackPlan, type Norm } from '#threat'
import {
  attackImages,
  balls,
  type DifferentiableModel,
} from '../../../../src-main/engine/attack/index.ts'
import { distanceToBoundary, imageAt, openLinearClasses, rightBatch } from './linear-model.ts'

const radii: Readonly<Record<Norm, number>> = { linf: 0.04, l2: 0.08, l1: 0.12 }
const plan = (given: object): AttackPlan => attackPlanSchema.parse(given)
const batch = rightBatch(16)
const indices = [...batch.indices.keys()]
const imagesIn = (images: Float32Array) => indices.map((i) => imageAt(images, i))

describe('engine/attack, the attacks of AutoAttack', () => {
  let model: DifferentiableModel
  beforeAll(async () => {
    model = await openLinearClasses()
  })

  /** Which images a plan fools. */
  async function fooledBy(given: object): Promise<boolean[]> {
    const { verdicts } = await attackImages(model, plan(given), batch, ['test'])
    return indices.map((i) => verdicts.prediction[i] !== batch.labels[i])
  }
  const fallen = (norm: Norm, epsilon: number): boolean[] =>
    imagesIn(batch.images).map((image, i) => {
      const distance = distanceToBoundary(image, batch.labels[i], norm)
      // No image so near the radius that rounding could decide.
      expect(Math.abs(distance - epsilon)).toBeGreaterThan(1e-4)
      return distance < epsilon
    })

  it('the images are some within the radius, some beyond', () => {
    for (const norm of norms) {
      const count = fallen(norm, radii[norm]).filter(Boolean).length
      expect(count).toBeGreaterThan(2)
      expect(count).toBeLessThan(14)
    }
  })

  it.each(
    norms.flatMap((norm) =>
      ['apgd-t', 'fab', 'fab-t'].map((attack) => ({ attack, norm, steps: 30 })),
    ),
  )('$attack in $norm fools exactly the images within the radius', async (given) => {
    const { norm } = given
    expect(await fooledBy({ ...given, epsilon: radii[norm] })).toEqual(fallen(norm, radii[norm]))
  })

  it.each(
    norms.flatMap((norm) => ['apgd-ce', 'apgd-dlr'].map((attack) => ({ attack, norm, steps: 30 }))),
  )('$attack in $norm fools no image beyond the radius, and most within', async (given) => {
    const { norm } = given
    const fooled = await fooledBy({ ...given, epsilon: radii[norm], restarts: 2 })
    const within = fallen(norm, radii[norm])
    fooled.forEach((is, i) => expect(is && !within[i]).toBe(false))
    const count = (list: boolean[]) => list.filter(Boolean).length
    expect(count(fooled)).toBeGreaterThanOrEqual(0.7 * count(within))
  })

  it.each(norms)('Square in %s fools no image beyond the radius, and most within', async (norm) => {
    const fooled = await fooledBy({ attack: 'square', norm, epsilon: radii[norm], queries: 400 })
    const within = fallen(norm, radii[norm])
    fooled.forEach((is, i) => expect(is && !within[i]).toBe(false))
    const count = (list: boolean[]) => list.filter(Boolean).length
    expect(count(fooled)).toBeGreaterThanOrEqual(0.6 * count(within))
  })

  it.each(norms)('FAB in %s finds the distance to the boundary', async (norm) => {
    // The radius only bounds what counts; nothing keeps FAB from the nearest point.
    const epsilon = 2 * radii[norm]
    const given = plan({ attack: 'fab', norm, epsilon, steps: 40 })
    const { images, verdicts } = await attackImages(model, given, batch, ['test'])
    imagesIn(images).forEach((image, i) => {
      if (verdicts.prediction[i] === batch.labels[i]) return
      const clean = imageAt(batch.images, i)
      const distance = distanceToBoundary(clean, batch.labels[i], norm)
      expect(balls[norm].distance(image, clean) / distance).toBeGreaterThan(0.999)
      expect(balls[norm].distance(image, clean) / distance).toBeLessThan(1.02)
    })
  })

  it.each([
    { attack: 'apgd-ce', norm: 'linf', steps: 10 },
    { attack: 'apgd-dlr', norm: 'l2', steps: 10, restarts: 2 },
    { attack: 'apgd-t', norm: 'l1', steps: 10 },
    { attack: 'fab', norm: 'linf', steps: 5, restarts: 2 },
    { attack: 'fab-t', norm: 'l1', steps: 5, targets: 2 },
    { attack: 'square', norm: 'linf', queries: 30 },
    { attack: 'square', norm: 'l2', queries: 30, restarts: 2 },
    { attack: 'square', norm: 'l1', queries: 30 },
  ] as const)('$attack in $norm treats each image alike in any batch', async (settings) => {
    const epsilon = radii[settings.norm] / 2
    const given = plan({ ...settings, epsilon })
    const together = await attackImages(model, given, batch, ['seed'])
    const turned = {
      ...batch,
      images: Float32Array.from(
        imagesIn(batch.images)
          .reverse()
          .flatMap((image) => [...image]),
      ),
      labels: batch.labels.toReversed(),
      indices: batch.indices.toReversed(),
    }
    const backwards = await attackImages(model, given, turned, ['seed'])
    const alone = await attackImages(model, given, rightBatch(1, [0.35, 0.65], 5), ['seed'])
    const pixelsOf = (images: Float32Array): number[][] =>
      imagesIn(images).map((image) => [...image])
    expect(pixelsOf(backwards.images).toReversed()).toEqual(pixelsOf(together.images))
    expect([...alone.images]).toEqual([...imageAt(together.images, 5)])
  })

  it.each([
    { norm: 'linf', version: 'standard' },
    { norm: 'l1', version: 'standard' },
    { norm: 'l2', version: 'rand' },
  ] as const)('AutoAttack $version in $norm is its parts, one after the other', async (threat) => {
    const whole = plan({ attack: 'autoattack', epsilon: radii[threat.norm], ...threat })
    if (whole.attack !== 'autoattack') throw new Error('the plan has changed')
    const found = await attackImages(model, whole, batch, ['key'])
    const worst = { images: batch.images.slice(), labels: batch.labels, found: new Set<number>() }
    for (const part of partsOfAutoattack(whole)) {
      const outcome = await attackImages(model, part, batch, ['key'])
      for (const i of indices) {
        if (worst.found.has(i) || outcome.verdicts.prediction[i] === batch.labels[i]) continue
        worst.found.add(i)
        imageAt(worst.images, i).set(imageAt(outcome.images, i))
      }
    }
    const fooled = indices.filter((i) => found.verdicts.prediction[i] !== batch.labels[i])
    expect(fooled).toEqual([...worst.found].sort((a, b) => a - b))
    for (const i of fooled)
      expect([...imageAt(found.images, i)]).toEqual([...imageAt(worst.images, i)])
  })

  it('an image that the model gets wrong is left as it is', async () => {
    const labels = batch.labels.map((label) => (label + 1) % 4)
    const given = plan({ attack: 'apgd-ce', epsilon: 0.1, steps: 3 })
    const { images } = await attackImages(model, given, { ...batch, labels }, [])
    expect(images).toEqual(batch.images)
  })
})
