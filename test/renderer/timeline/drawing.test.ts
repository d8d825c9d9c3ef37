// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { sampleLane } from '#contract'
import { axisOf, drawLane } from '../../../src-renderer/timeline/drawing.ts'
import { resolvedOf } from '../../../src-renderer/timeline/edits.ts'
import { linearScale } from '../../../src-renderer/timeline/scale.ts'
import { sampleSpec } from '../screens/curriculum/sample-spec.ts'

const curriculum = resolvedOf(sampleSpec())
const keys = curriculum.lanes.epsilon ?? []
const band = { lane: 'epsilon', top: 0, height: 134 } as const
const time = linearScale({ from: 0, to: 200 }, { from: 100, to: 500 })
const drawn = (values = keys) =>
  drawLane(
    band,
    axisOf('epsilon', keys),
    values,
    sampleLane(curriculum, 'epsilon', 0, 200, 2),
    time,
  )

describe('timeline/drawing', () => {
  it('draws straight, upright and level segments from the trainer’s own samples', () => {
    expect(drawn().line).toBe('M100 120L260 70L380 70L380 20L500 20')
  })

  it('places keys on the curve', () => {
    expect(drawn().keys.map(({ x, y }) => [x, y])).toEqual([
      [100, 120],
      [260, 70],
      [380, 20],
    ])
  })

  it('labels the axis in the lane’s unit', () => {
    expect(drawn().ticks.map(({ label }) => label)).toEqual(['0', '4/255', '8/255'])
  })

  it('keeps a key in sight that is dragged beyond its axis', () => {
    const high = [{ step: 0, value: 1, easing: 'hold' }] as const
    expect(drawn(high).keys[0]?.y).toBe(6)
  })
})
