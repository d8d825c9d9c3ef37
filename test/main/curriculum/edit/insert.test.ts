import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  copyKeys,
  drawLevels,
  laneAt,
  laneNames,
  lintCurriculum,
  pasteKeys,
  positionsResolved,
  stepOf,
} from '#curriculum'
import { curricula, curriculumOf, keyAtStep, keysOf, tens } from '../curricula.ts'

const frame = { extent: tens }
const three = curriculumOf({
  epsilon: [keyAtStep(0, 0, 'linear'), keyAtStep(50, 0.2), keyAtStep(80, 0.3)],
})

describe('curriculum/edit/insert', () => {
  it('pastes what was copied at another place, over what lies there', () => {
    const copied = copyKeys(
      three,
      [
        { lane: 'epsilon', index: 1 },
        { lane: 'epsilon', index: 2 },
      ],
      frame,
    )
    expect(copied.map(({ after, value }) => [after, value])).toEqual([
      [0, 0.2],
      [30, 0.3],
    ])
    const pasted = pasteKeys(three, copied, { epoch: 3 }, frame)
    expect(
      pasted.curriculum.lanes.epsilon?.map(({ at, value }) => [stepOf(at, tens), value]),
    ).toEqual([
      [0, 0],
      [20, 0.2],
      [50, 0.3],
      [80, 0.3],
    ])
    expect(pasted.keys).toEqual([
      { lane: 'epsilon', index: 1 },
      { lane: 'epsilon', index: 2 },
    ])
  })

  it('leaves out what would lie beyond the end, and pasting in place changes nothing', () => {
    fc.assert(
      fc.property(curricula, fc.integer({ min: 0, max: 100 }), (made, step) => {
        const refs = laneNames.flatMap((lane) =>
          (made.lanes[lane] ?? []).map((_, index) => ({ lane, index })),
        )
        fc.pre(refs.length > 0)
        const copied = copyKeys(made, refs, frame)
        expect(lintCurriculum(pasteKeys(made, copied, { step }, frame).curriculum, tens)).toEqual(
          [],
        )
        const first = Math.min(...refs.map((r) => stepOf(made.lanes[r.lane]![r.index].at, tens)))
        const again = pasteKeys(made, copied, { step: first }, frame).curriculum
        expect(positionsResolved(again, tens)).toEqual(positionsResolved(made, tens))
      }),
    )
  })

  it('draws levels and leaves the curve as it was outside of them', () => {
    const straight = keysOf('rotation').map((keys) =>
      keys.map((key) =>
        typeof key.easing === 'string' ? key : { ...key, easing: 'linear' as const },
      ),
    )
    const levels = fc.array(fc.double({ min: 0, max: 180, noNaN: true }), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(straight, levels, fc.integer({ min: 0, max: 40 }), (keys, values, from) => {
        const made = curriculumOf({ rotation: keys })
        const strokes = values.map((value, i) => ({
          from: from + 10 * i,
          to: from + 10 * (i + 1),
          value,
        }))
        const drawn = drawLevels(made, 'rotation', strokes, { epoch: 1 }, frame).curriculum
        expect(lintCurriculum(drawn, tens)).toEqual([])
        const [was, is] = [positionsResolved(made, tens), positionsResolved(drawn, tens)]
        for (let step = 0; step < 100; step++) {
          const under = strokes.find((stroke) => step >= stroke.from && step < stroke.to)
          const expected = under?.value ?? laneAt(was, 'rotation', step)
          expect(laneAt(is, 'rotation', step)).toBeCloseTo(expected, 9)
        }
      }),
    )
  })

  it('draws into a lane that has no key: its default holds elsewhere', () => {
    const strokes = [{ from: 20, to: 30, value: 5 }]
    const { curriculum } = drawLevels(curriculumOf({}), 'attackSteps', strokes, { step: 0 }, frame)
    const drawn = positionsResolved(curriculum, tens)
    expect([0, 19, 20, 29, 30, 99].map((step) => laneAt(drawn, 'attackSteps', step))).toEqual([
      10, 10, 5, 5, 10, 10,
    ])
  })
})
