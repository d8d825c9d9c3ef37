import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  laneNames,
  ripple,
  scaleKeys,
  stepOf,
  type Curriculum,
  type KeyRef,
  type LaneName,
} from '#curriculum'
import { curricula, curriculumOf, keyAtStep, tens } from '../curricula.ts'

const frame = { extent: tens }
const inOrder = (curriculum: Curriculum): Curriculum => ({
  ...curriculum,
  lanes: Object.fromEntries(
    Object.entries(curriculum.lanes).map(([lane, keys]) => [
      lane,
      keys.toSorted((a, b) => stepOf(a.at, tens) - stepOf(b.at, tens)),
    ]),
  ),
})
const sorted = curricula.map(inOrder)
const allOf = ({ lanes }: Curriculum): KeyRef[] =>
  laneNames.flatMap((lane) => (lanes[lane] ?? []).map((_, index) => ({ lane, index })))
const stepsOf = (curriculum: Curriculum, lane: LaneName): number[] =>
  (curriculum.lanes[lane] ?? []).map(({ at }) => stepOf(at, tens))
const step = fc.integer({ min: 0, max: tens.steps })

describe('curriculum/edit/time', () => {
  it('stretches about a step that stays', () => {
    const made = curriculumOf({ epsilon: [keyAtStep(10, 0), keyAtStep(20, 0.1), keyAtStep(40, 1)] })
    const edit = scaleKeys(made, allOf(made), 10, 2, frame)
    expect(stepsOf(edit.curriculum, 'epsilon')).toEqual([10, 30, 70])
    expect(stepsOf(scaleKeys(made, allOf(made), 10, 9, frame).curriculum, 'epsilon')).toEqual([
      10, 40, 100,
    ])
  })

  it('keeps every key, its value and the order of all under any factor', () => {
    fc.assert(
      fc.property(sorted, step, fc.double({ min: 0, max: 50, noNaN: true }), (made, about, by) => {
        const refs = allOf(made)
        fc.pre(refs.length > 0)
        const edit = scaleKeys(made, refs, about, by, frame)
        for (const lane of laneNames) {
          const steps = stepsOf(edit.curriculum, lane)
          expect(
            steps.every((at, i) => at >= 0 && at <= 100 && (i === 0 || at > steps[i - 1])),
          ).toBe(true)
          const values = (curriculum: Curriculum) => curriculum.lanes[lane]?.map((k) => k.value)
          expect(values(edit.curriculum)).toEqual(values(made))
        }
      }),
    )
  })

  it('does nothing by a factor of one', () => {
    fc.assert(
      fc.property(sorted, step, (made, about) => {
        fc.pre(allOf(made).length > 0)
        expect(scaleKeys(made, allOf(made), about, 1, frame).curriculum.lanes).toEqual(made.lanes)
      }),
    )
  })

  it('ripples what follows, with stages, and leaves what is before and on the end', () => {
    const made: Curriculum = {
      ...curriculumOf({
        epsilon: [keyAtStep(0, 0), keyAtStep(50, 0.1), keyAtStep(100, 1)],
        rotation: [keyAtStep(60, 10)],
      }),
      stages: [
        { name: 'a', from: { step: 0 }, to: { step: 50 } },
        { name: 'b', from: { step: 50 }, to: { share: 1 } },
      ],
    }
    const { curriculum } = ripple(made, 50, 10, ['epsilon', 'rotation'], frame)
    expect(stepsOf(curriculum, 'epsilon')).toEqual([0, 60, 100])
    expect(stepsOf(curriculum, 'rotation')).toEqual([70])
    expect(curriculum.stages.map(({ from, to }) => [from, to])).toEqual([
      [{ step: 0 }, { step: 60 }],
      [{ step: 60 }, { share: 1 }],
    ])
    const locked = ripple(made, 50, 10, ['rotation'], frame).curriculum
    expect(stepsOf(locked, 'epsilon')).toEqual([0, 50, 100])
  })

  it('ripples back to where it was unless it was stopped, and never mixes the order', () => {
    fc.assert(
      fc.property(sorted, step, fc.integer({ min: -120, max: 120 }), (made, from, by) => {
        const { curriculum } = ripple(made, from, by, laneNames, frame)
        for (const lane of laneNames) {
          const steps = stepsOf(curriculum, lane)
          expect(steps.length).toBe(stepsOf(made, lane).length)
          expect(steps.every((at, i) => i === 0 || at > steps[i - 1])).toBe(true)
        }
      }),
    )
  })
})
