import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addStage,
  bordersOf,
  freeStageName,
  laneNames,
  lintCurriculum,
  moveBorder,
  removeStage,
  renameStage,
  setGate,
  stepOf,
  type Curriculum,
} from '#curriculum'
import { curricula, curriculumOf, keyAtStep, tens } from '../curricula.ts'

const frame = { extent: tens }
const spans = (curriculum: Curriculum) =>
  curriculum.stages.map(({ name, from, to }) => [name, stepOf(from, tens), stepOf(to, tens)])
const empty = curriculumOf({})
const two = addStage(addStage(empty, { epoch: 1 }, 'a', frame), { epoch: 6 }, 'b', frame)

describe('curriculum/edit/stages', () => {
  it('makes a stage of the whole run, then splits it', () => {
    expect(spans(addStage(empty, { epoch: 1 }, 'a', frame))).toEqual([['a', 0, 100]])
    expect(spans(two)).toEqual([
      ['a', 0, 50],
      ['b', 50, 100],
    ])
    expect(addStage(two, { epoch: 6 }, 'c', frame)).toEqual(two)
  })

  it('keeps a gate on the half in which its stage ends', () => {
    const gate = { metric: 'cleanAccuracy', reaches: { value: 0.9, direction: 'rising' } } as const
    const split = addStage(setGate(two, 1, gate), { epoch: 8 }, 'c', frame)
    expect(split.stages.map((stage) => stage.gate)).toEqual([undefined, undefined, gate])
    expect(setGate(split, 2, undefined).stages[2]).not.toHaveProperty('gate')
  })

  it('fills a gap between stages, and names what it makes freely', () => {
    const gap = { ...two, stages: [{ ...two.stages[0], to: { step: 20 } }, two.stages[1]] }
    expect(spans(addStage(gap, { step: 30 }, 'c', frame))).toEqual([
      ['a', 0, 20],
      ['c', 20, 50],
      ['b', 50, 100],
    ])
    expect(freeStageName(two, 'a')).toBe('a 2')
  })

  it('gives a removed stage’s span to the one before, else to the one after', () => {
    expect(spans(removeStage(two, 1, tens))).toEqual([['a', 0, 100]])
    expect(spans(removeStage(two, 0, tens))).toEqual([['b', 0, 100]])
    expect(spans(renameStage(two, 0, 'z'))[0]).toEqual(['z', 0, 50])
  })

  it('moves a border with the keys on it and squeezes those around', () => {
    const made = {
      ...two,
      lanes: { epsilon: [0, 25, 50, 75, 100].map((step) => keyAtStep(step, step / 100)) },
    }
    const moved = moveBorder(made, 50, 60, laneNames, frame)
    expect(moved.lanes.epsilon?.map(({ at }) => stepOf(at, tens))).toEqual([0, 30, 60, 80, 100])
    expect(spans(moved)).toEqual([
      ['a', 0, 60],
      ['b', 60, 100],
    ])
    expect(moveBorder(made, 50, 60, [], frame).lanes).toEqual(made.lanes)
  })

  it('moves the end of the last stage, too', () => {
    expect(bordersOf(moveBorder(two, 100, 80, laneNames, frame), tens)).toEqual([0, 50, 80])
    expect(bordersOf(moveBorder(two, 100, 10, laneNames, frame), tens)).toEqual([0, 50, 51])
  })

  it('keeps every key in order and the curriculum sound, wherever a border goes', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 })
    const border = fc.integer({ min: 0, max: 6 })
    fc.assert(
      fc.property(
        curricula,
        cuts,
        border,
        fc.integer({ min: -20, max: 120 }),
        (made, at, i, to) => {
          const staged = [0, ...at].reduce(
            (now, step) => addStage(now, { step }, freeStageName(now), frame),
            made,
          )
          const borders = bordersOf(staged, tens)
          const moved = moveBorder(staged, borders[i % borders.length], to, laneNames, frame)
          expect(lintCurriculum(moved, tens)).toEqual([])
          for (const lane of laneNames) {
            expect(moved.lanes[lane]?.length).toBe(made.lanes[lane]?.length)
          }
        },
      ),
    )
  })
})
