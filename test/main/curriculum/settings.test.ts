import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  laneAt,
  laneKinds,
  laneNames,
  resolveCurriculum,
  settingsAt,
  stageAt,
  type Keyframe,
} from '#curriculum'
import { curricula, curriculumOf, keyAtStep, tens } from './curricula.ts'

const epsilonOf = (keys: Keyframe[]) => {
  const resolved = resolveCurriculum(curriculumOf({ epsilon: keys }), tens)
  return (step: number): number => laneAt(resolved, 'epsilon', step)
}

describe('curriculum/settings', () => {
  it('gives every lane its default where there is no key', () => {
    const settings = settingsAt(resolveCurriculum(curriculumOf({}), tens), 5)
    for (const lane of laneNames) expect(settings[lane]).toBe(laneKinds[lane].otherwise)
  })

  it('holds the first value before the first key and the last after the last', () => {
    const at = epsilonOf([keyAtStep(20, 0.1, 'linear'), keyAtStep(40, 0.3, 'linear')])
    expect([at(0), at(19), at(20), at(40), at(99)]).toEqual([0.1, 0.1, 0.1, 0.3, 0.3])
  })

  it('holds a value until the step before the next key', () => {
    const at = epsilonOf([keyAtStep(0, 0.1), keyAtStep(50, 0.2)])
    expect([at(49), at(50)]).toEqual([0.1, 0.2])
  })

  it('moves in a straight line between linear keys', () => {
    const at = epsilonOf([keyAtStep(10, 0, 'linear'), keyAtStep(30, 0.4)])
    expect([10, 15, 20, 30].map(at)).toEqual([0, 0.1, 0.2, 0.4])
  })

  it('lets a key’s easing rule the segment to its right only', () => {
    const at = epsilonOf([keyAtStep(0, 0), keyAtStep(10, 0.2, 'linear'), keyAtStep(20, 0.4)])
    expect([at(5), at(15)]).toEqual([0, expect.closeTo(0.3, 12)])
  })

  it('cuts a bezier’s overshoot at the lane’s range', () => {
    const bezier: Keyframe['easing'] = { bezier: [0.3, -2, 0.7, 3] }
    const at = epsilonOf([keyAtStep(0, 0.1, bezier), keyAtStep(100, 0.9)])
    const values = Array.from({ length: 101 }, (_, step) => at(step))
    expect(Math.min(...values)).toBe(0)
    expect(Math.max(...values)).toBe(1)
  })

  it('rounds lanes of whole numbers', () => {
    const lanes = { attackSteps: [keyAtStep(0, 1, 'linear' as const), keyAtStep(100, 10)] }
    const resolved = resolveCurriculum(curriculumOf(lanes), tens)
    for (let step = 0; step <= 100; step++) {
      expect(Number.isInteger(settingsAt(resolved, step).attackSteps)).toBe(true)
    }
    expect(settingsAt(resolved, 50).attackSteps).toBe(6)
  })

  it('stays in every lane’s range, meets each key and does not care for the keys’ order', () => {
    fc.assert(
      fc.property(curricula, fc.integer({ min: 0, max: 100 }), (curriculum, step) => {
        const resolved = resolveCurriculum(curriculum, tens)
        const settings = settingsAt(resolved, step)
        for (const lane of laneNames) {
          expect(settings[lane]).toBeGreaterThanOrEqual(laneKinds[lane].lowest)
          expect(settings[lane]).toBeLessThanOrEqual(laneKinds[lane].highest)
          for (const key of resolved.lanes[lane] ?? []) {
            expect(laneAt(resolved, lane, key.step)).toBe(key.value)
          }
        }
        const turned = Object.fromEntries(
          Object.entries(curriculum.lanes).map(([lane, keys]) => [lane, [...keys].reverse()]),
        )
        const again = resolveCurriculum(curriculumOf(turned), tens)
        expect(settingsAt(again, step)).toEqual(settings)
      }),
      { seed: 1 },
    )
  })

  it('stays between the two keys of a segment whose bezier does', () => {
    fc.assert(
      fc.property(curricula, fc.integer({ min: 0, max: 100 }), (curriculum, step) => {
        const resolved = resolveCurriculum(curriculum, tens)
        const keys = resolved.lanes.rotation ?? [{ value: 0 }]
        const values = keys.map(({ value }) => value)
        const { rotation } = settingsAt(resolved, step)
        expect(rotation).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9)
        expect(rotation).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
      }),
      { seed: 2 },
    )
  })

  it('finds the stage a step lies in, from included and to not', () => {
    const stages = [
      { name: 'easy', from: { step: 0 }, to: { epoch: 3 } },
      { name: 'hard', from: { epoch: 3 }, to: { share: 0.5 } },
    ]
    const resolved = resolveCurriculum({ ...curriculumOf({}), stages }, tens)
    const names = [0, 19, 20, 49, 50].map((step) => stageAt(resolved, step)?.name)
    expect(names).toEqual(['easy', 'easy', 'hard', 'hard', undefined])
  })
})
