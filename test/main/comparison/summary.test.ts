import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctUnder, disagreement, risesOf, summarise, summarisePlan } from '#comparison'

const labels = [0, 1, 2, 3, 0, 1, 2, 3]
const clean = [0, 1, 2, 3, 0, 1, 2, 0]

describe('comparison/summary', () => {
  const summary = summarise({
    labels,
    clean,
    plans: [
      { family: 'adversarial', climbs: 'label', prediction: [1, 1, 2, 3, 0, 1, 2, 0] },
      { family: 'adversarial', climbs: 'prediction', prediction: [0, 2, 2, 3, 0, 1, 2, 3] },
      { family: 'spatial', climbs: 'prediction', prediction: [0, 1, 2, 3, 0, 1, 2, 3] },
    ],
  })

  it('counts an image as robust only if every plan of the family fails', () => {
    // Images 0 and 1 each fall to one plan; image 7 falls to the first.
    expect(summary).toMatchObject({ count: 8, clean: 7 / 8, adversarial: 5 / 8, spatial: 7 / 8 })
  })

  it('forgets no mistake on the clean image that an attack happens to mend', () => {
    // Image 7 is misread; the attack leads away from that answer, and the transform to its label.
    const mended = [0, 1, 2, 3, 0, 1, 2, 3]
    const under = (family: 'adversarial' | 'spatial', climbs: 'label' | 'prediction' | null) =>
      summarise({ labels, clean, plans: [{ family, climbs, prediction: mended }] })
    expect(under('adversarial', 'prediction')).toMatchObject({
      adversarial: 7 / 8,
      worstCase: 7 / 8,
    })
    expect(under('spatial', 'label')).toMatchObject({ spatial: 7 / 8, spatialGap: 0 })
    // One draw is no worst case, and may do better than no transform at all.
    expect(under('spatial', null)).toMatchObject({ spatial: 1, spatialGap: -1 / 8 })
    const planned = (climbs: 'label' | 'prediction' | null) =>
      summarisePlan(labels, { climbs, prediction: mended }, clean).accuracy
    expect([planned('prediction'), planned('label'), planned(null)]).toEqual([7 / 8, 1, 1])
  })

  it('counts invariance against the clean prediction, whatever the label', () => {
    // Image 7 is misread alike by the first plan, but moved by the second and by the transform.
    expect(summary).toMatchObject({ adversarialInvariance: 5 / 8, spatialInvariance: 7 / 8 })
  })

  it('keeps the gap to clean accuracy', () => {
    expect(summary).toMatchObject({ adversarialGap: 2 / 8, spatialGap: 0 })
  })

  it('joins both families to a worst case, and says what each climbs', () => {
    expect(summary).toMatchObject({ worstCase: 5 / 8, worstCaseInvariance: 5 / 8 })
    expect(summary).toMatchObject({ adversarialClimbs: 'both', spatialClimbs: 'prediction' })
  })

  it('has no rate for what no plan measures', () => {
    const plain = summarise({ labels, clean, plans: [] })
    expect(plain).toMatchObject({ adversarial: null, spatialInvariance: null, spatialGap: null })
    expect(plain).toMatchObject({ worstCase: null, adversarialClimbs: null })
  })

  it('never gains by another plan', () => {
    const prediction = fc.array(fc.nat(3), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(prediction, { minLength: 1, maxLength: 4 }), prediction, (some, one) => {
        const of = (all: number[][]) =>
          summarise({
            labels,
            clean,
            plans: all.map((p) => ({ family: 'spatial', climbs: 'label', prediction: p })),
          })
        expect(of([...some, one]).spatial).toBeLessThanOrEqual(of(some).spatial ?? 0)
        expect(of([...some, one]).worstCase).toBeLessThanOrEqual(of(some).worstCase ?? 0)
        expect(of([...some, one]).spatialInvariance).toBeLessThanOrEqual(
          of(some).spatialInvariance ?? 0,
        )
      }),
      { seed: 1 },
    )
  })

  it('sums one plan up with its interval', () => {
    const plan = summarisePlan(
      labels,
      { climbs: 'label', prediction: [0, 1, 2, 3, 0, 1, 0, 0] },
      clean,
    )
    expect(plan.accuracy).toBe(6 / 8)
    expect(plan.invariance).toBe(7 / 8)
    expect(plan.interval[0]).toBeLessThan(0.75)
    expect(plan.interval[1]).toBeGreaterThan(0.75)
    expect(summarisePlan(labels, { climbs: null, prediction: clean }).invariance).toBeNull()
  })
})

describe('comparison/risesOf', () => {
  const curve = (...accuracies: number[]) =>
    accuracies.map((accuracy, value) => ({ value, accuracy }))

  it('flags a harder value that does better than any easier one by more than an image in 100', () => {
    expect(risesOf(curve(0.9, 0.5, 0.505, 0.52, 0.4))).toEqual([3])
  })

  it('flags nothing of a falling curve, in any order of its points', () => {
    expect(risesOf(curve(0.9, 0.6, 0.6, 0.1).reverse())).toEqual([])
  })

  it('takes a rise of exactly the tolerance for none', () => {
    expect(risesOf(curve(0.29, 0.3))).toEqual([])
  })
})

describe('comparison/per-image', () => {
  it('counts what only one of two networks gets right', () => {
    const a = correctUnder(labels, [clean])
    const b = correctUnder(labels, [[0, 0, 0, 3, 0, 1, 2, 3]])
    expect(disagreement(a, b)).toEqual({ onlyA: 2, onlyB: 1 })
  })

  it('refuses masks of different subsets', () => {
    expect(() => disagreement([true], [])).toThrowError('masks of 1 and 0 images')
  })
})
