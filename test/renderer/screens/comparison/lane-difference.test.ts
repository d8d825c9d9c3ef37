// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { whileBoth } from '../../../../src-renderer/screens/comparison/lane-difference.ts'

const line = (...values: [step: number, value: number][]) =>
  values.map(([step, value]) => ({ step, value }))

describe('screens/comparison/lane-difference', () => {
  it('holds two courses against each other as far as both are trained', () => {
    const long = line([0, 0], [50, 1], [100, 3])
    const short = line([0, 2], [75, 2])
    expect(whileBoth(long, short)).toEqual([line([0, 0], [50, 1], [75, 2]), short])
    expect(whileBoth(short, long)).toEqual([short, line([0, 0], [50, 1], [75, 2])])
  })

  it('leaves courses of one length as they are, and one without steps empty', () => {
    const one = line([0, 1], [10, 2])
    expect(whileBoth(one, one)).toEqual([one, one])
    expect(whileBoth(one, [])).toEqual([line([0, 1]), []])
  })
})
