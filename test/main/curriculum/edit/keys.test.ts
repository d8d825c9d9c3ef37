import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addKey,
  laneKinds,
  lintCurriculum,
  moveKeys,
  removeKeys,
  setEasing,
  setKeyPosition,
  setKeyValue,
  stepOf,
  type Curriculum,
  type KeyRef,
} from '#curriculum'
import { curricula, curriculumOf, keyAtStep, tens } from '../curricula.ts'

const frame = { extent: tens }
const three = curriculumOf({
  epsilon: [keyAtStep(0, 0), keyAtStep(50, 0.2, 'linear'), keyAtStep(80, 0.3)],
})
const stepsOf = (curriculum: Curriculum): number[] =>
  (curriculum.lanes.epsilon ?? []).map((key) => stepOf(key.at, tens))
const epsilon = (...indices: number[]): KeyRef[] =>
  indices.map((index) => ({ lane: 'epsilon', index }))

describe('curriculum/edit/keys', () => {
  it('adds a key in its place and says where', () => {
    const edit = addKey(three, 'epsilon', { at: { epoch: 3 }, value: 0.1 }, frame)
    expect(stepsOf(edit.curriculum)).toEqual([0, 20, 50, 80])
    expect(edit.keys).toEqual(epsilon(1))
  })

  it('adds to a lane that had no keys', () => {
    const edit = addKey(three, 'rotation', { at: { step: 5 }, value: 10 }, frame)
    expect(edit.curriculum.lanes.rotation).toEqual([keyAtStep(5, 10)])
  })

  it('replaces the key that is already on the step', () => {
    const edit = addKey(three, 'epsilon', { at: { share: 0.5 }, value: 0.9 }, frame)
    expect(stepsOf(edit.curriculum)).toEqual([0, 50, 80])
    expect(edit.curriculum.lanes.epsilon?.[1]).toMatchObject({ value: 0.9 })
  })

  it('clamps a value to its lane and a position to the run', () => {
    const edit = addKey(three, 'epsilon', { at: { epoch: 99 }, value: 8 }, frame)
    expect(edit.curriculum.lanes.epsilon?.[3]).toEqual({
      at: { epoch: 11 },
      value: 1,
      easing: 'hold',
    })
    expect(setKeyValue(three, epsilon(1)[0], -1).curriculum.lanes.epsilon?.[1].value).toBe(0)
    expect(setKeyValue(three, epsilon(1)[0], 2, 'l2').curriculum.lanes.epsilon?.[1].value).toBe(2)
  })

  it('rounds values of whole lanes', () => {
    const edit = addKey(three, 'attackSteps', { at: { step: 0 }, value: 4.6 }, frame)
    expect(edit.curriculum.lanes.attackSteps?.[0].value).toBe(5)
  })

  it('moves keys together, as far as the run allows', () => {
    const edit = moveKeys(three, epsilon(1, 2), { steps: 40, value: 0.1 }, frame)
    expect(stepsOf(edit.curriculum)).toEqual([0, 70, 100])
    expect(edit.curriculum.lanes.epsilon?.map(({ value }) => value)).toEqual([
      0,
      expect.closeTo(0.3, 12),
      expect.closeTo(0.4, 12),
    ])
    expect(edit.keys).toEqual(epsilon(1, 2))
  })

  it('replaces a key that another is dropped on', () => {
    const edit = moveKeys(three, epsilon(1), { steps: 30, value: 0 }, frame)
    expect(stepsOf(edit.curriculum)).toEqual([0, 80])
    expect(edit.curriculum.lanes.epsilon?.[1]).toMatchObject({ value: 0.2, easing: 'linear' })
  })

  it('moves a key past another and follows it', () => {
    const edit = moveKeys(three, epsilon(1), { steps: 45, value: 0 }, frame)
    expect(stepsOf(edit.curriculum)).toEqual([0, 80, 95])
    expect(edit.keys).toEqual(epsilon(2))
  })

  it('keeps the unit a position is written in', () => {
    const inEpochs = curriculumOf({ epsilon: [{ at: { epoch: 2 }, value: 0.1, easing: 'hold' }] })
    const edit = moveKeys(inEpochs, epsilon(0), { steps: 5, value: 0 }, frame)
    expect(edit.curriculum.lanes.epsilon?.[0].at).toEqual({ epoch: 2.5 })
  })

  it('puts a key at an exact position', () => {
    const edit = setKeyPosition(three, epsilon(0)[0], { share: 0.6 }, frame)
    expect(stepsOf(edit.curriculum)).toEqual([50, 60, 80])
    expect(edit.keys).toEqual(epsilon(1))
  })

  it('removes keys, and a lane with its last one', () => {
    expect(stepsOf(removeKeys(three, epsilon(0, 2)).curriculum)).toEqual([50])
    expect(removeKeys(three, epsilon(0, 1, 2)).curriculum.lanes).toEqual({})
  })

  it('sets the easing of the asked keys only', () => {
    const edit = setEasing(three, epsilon(0, 2), 'linear')
    expect(edit.curriculum.lanes.epsilon?.map(({ easing }) => easing)).toEqual([
      'linear',
      'linear',
      'linear',
    ])
    expect(setEasing(three, epsilon(1), 'hold').curriculum.lanes.epsilon?.[1].easing).toBe('hold')
  })

  it('refuses a key that is not there', () => {
    expect(() => setKeyValue(three, { lane: 'rotation', index: 0 }, 1)).toThrowError(
      'rotation has no key 0',
    )
  })

  it('leaves a sound curriculum sound and the given one as it was', () => {
    const deltas = fc.record({
      steps: fc.integer({ min: -150, max: 150 }),
      value: fc.double({ min: -300, max: 300, noNaN: true }),
    })
    fc.assert(
      fc.property(curricula, deltas, fc.nat(), (made, by, draw) => {
        const sound = curriculumOf(sortedLanes(made))
        const refs = refsOf(sound).filter((_, i) => (draw >> (i % 20)) & 1)
        fc.pre(refs.length > 0)
        const before = structuredClone(sound)
        const { curriculum, keys } = moveKeys(sound, refs, by, frame)
        expect(lintCurriculum(curriculum, tens)).toEqual([])
        expect(sound).toEqual(before)
        expect(keys).toHaveLength(refs.length)
        for (const { lane, index } of keys) {
          const value = curriculum.lanes[lane]?.[index].value ?? NaN
          expect(value).toBeGreaterThanOrEqual(laneKinds[lane].lowest)
          expect(value).toBeLessThanOrEqual(laneKinds[lane].highest)
        }
      }),
      { seed: 1 },
    )
  })

  it('writes a value alike, however it was reached', () => {
    const up = fc.array(fc.integer({ min: -3, max: 9 }), { maxLength: 8 })
    fc.assert(
      fc.property(up, fc.constantFrom(1 / 255, 0.01, 0.05), (moves, unit) => {
        let made = curriculumOf({ epsilon: [keyAtStep(0, 10 * unit)] })
        let cells = 10
        for (const move of moves) {
          cells = Math.min(Math.max(cells + move, 1), Math.floor(1 / unit))
          const now = made.lanes.epsilon?.[0].value ?? 0
          made = moveKeys(
            made,
            epsilon(0),
            { steps: 0, value: cells * unit - now },
            frame,
          ).curriculum
        }
        const at = moveKeys(
          curriculumOf({ epsilon: [keyAtStep(0, 0)] }),
          epsilon(0),
          { steps: 0, value: cells * unit },
          frame,
        )
        expect(made.lanes.epsilon?.[0].value).toBe(at.curriculum.lanes.epsilon?.[0].value)
      }),
    )
  })
})

function sortedLanes(curriculum: Curriculum): Curriculum['lanes'] {
  return Object.fromEntries(
    Object.entries(curriculum.lanes).map(([lane, keys]) => [
      lane,
      [...keys].sort((a, b) => stepOf(a.at, tens) - stepOf(b.at, tens)),
    ]),
  )
}

function refsOf(curriculum: Curriculum): KeyRef[] {
  return Object.entries(curriculum.lanes).flatMap(([lane, keys]) =>
    keys.map((_, index) => ({ lane: lane as KeyRef['lane'], index })),
  )
}
