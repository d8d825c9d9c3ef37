import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cost, laneAt, passesAt, resolveCurriculum, sampleLane, settingsAt } from '#curriculum'
import { curricula, curriculumOf, keyAtStep, tens } from './curricula.ts'

describe('curriculum/sample', () => {
  it('keeps a jump upright: two points on the key’s step', () => {
    const lanes = { epsilon: [keyAtStep(0, 0.1), keyAtStep(50, 0.2)] }
    const resolved = resolveCurriculum(curriculumOf(lanes), tens)
    const jump = sampleLane(resolved, 'epsilon', 0, 100, 11).filter(({ step }) => step === 50)
    expect(jump.map(({ value }) => value)).toEqual([0.1, 0.2])
  })

  it('covers the span in rising order and lies on the lane', () => {
    fc.assert(
      fc.property(curricula, (curriculum) => {
        const resolved = resolveCurriculum(curriculum, tens)
        const points = sampleLane(resolved, 'rotation', 0, 100, 33)
        expect([points[0].step, points.at(-1)?.step]).toEqual([0, 100])
        points.forEach(({ step, value }, i) => {
          if (i > 0) expect(step).toBeGreaterThanOrEqual(points[i - 1].step)
          const isLast = points.at(i + 1)?.step !== step
          if (isLast) expect(value).toBe(laneAt(resolved, 'rotation', step))
        })
      }),
      { seed: 1 },
    )
  })
})

describe('curriculum/cost', () => {
  const run = { batchSize: 64, loss: { kind: 'cross-entropy' } } as const

  it('is one pass each way for plain training', () => {
    const resolved = resolveCurriculum(curriculumOf({}), tens)
    expect(cost(resolved, run)).toEqual({
      steps: 100,
      images: 6400,
      isMost: false,
      forward: 6400,
      backward: 6400,
    })
  })

  it('adds one pass each way for every attack step, only while there is an ε', () => {
    const lanes = {
      epsilon: [keyAtStep(0, 0), keyAtStep(60, 0.1)],
      attackSteps: [keyAtStep(0, 7)],
    }
    const resolved = resolveCurriculum(curriculumOf(lanes), tens)
    expect(cost(resolved, run).backward).toBe((60 * 1 + 40 * 8) * 64)
  })

  it.each([
    ['trades', 1, { forward: 2 + 5 + 1, backward: 2 + 5 }],
    ['trades', 0, { forward: 1, backward: 1 }],
    ['mart', 1, { forward: 2 + 5, backward: 2 + 5 }],
    ['mart', 0, { forward: 2, backward: 2 }],
  ] as const)(
    'counts the clean passes of %s at an adversarial share of %i',
    (kind, share, passes) => {
      const lanes = {
        epsilon: [keyAtStep(0, 0.1)],
        attackSteps: [keyAtStep(0, 5)],
        adversarialShare: [keyAtStep(0, share)],
      }
      const settings = settingsAt(resolveCurriculum(curriculumOf(lanes), tens), 0)
      expect(passesAt(settings, { loss: { kind } })).toEqual(passes)
      const twice = passesAt(settings, { loss: { kind }, weightPerturbation: {} })
      const update = kind === 'mart' || share === 1 ? 2 : 1
      expect(twice.backward).toBe(passes.backward + update)
    },
  )

  it('judges each draw of worst-of-k once, while images are moved', () => {
    const lanes = { rotation: [keyAtStep(0, 0), keyAtStep(50, 30)] }
    const resolved = resolveCurriculum(curriculumOf(lanes), tens)
    const spec = { ...run, spatial: { choose: 'worst', draws: 10 } } as const
    const forward = [0, 50].map((step) => passesAt(settingsAt(resolved, step), spec).forward)
    expect(forward).toEqual([1, 11])
  })
})
