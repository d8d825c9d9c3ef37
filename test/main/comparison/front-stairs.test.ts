import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frontStairs } from '#comparison'

describe('comparison/front-stairs', () => {
  it('steps down through the points to the foot', () => {
    const stairs = frontStairs(
      [
        { x: 0.8, y: 0.2 },
        { x: 0.4, y: 0.9 },
      ],
      [0, 0],
    )
    expect(stairs).toEqual([
      { x: 0, y: 0.9 },
      { x: 0.4, y: 0.9 },
      { x: 0.4, y: 0.2 },
      { x: 0.8, y: 0.2 },
      { x: 0.8, y: 0 },
    ])
  })

  it('leaves out points that are not better than the reference point', () => {
    expect(frontStairs([{ x: 0.1, y: 0.9 }], [0.2, 0])).toEqual([])
  })

  it('only ever goes right and down for a front', () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(share, share)), (pairs) => {
        const front = pairs
          .map(([x, y]) => ({ x, y }))
          .filter((p, _, all) => !all.some((q) => q.x >= p.x && q.y >= p.y && q !== p))
        const stairs = frontStairs(front, [0, 0])
        expect(
          stairs.every(({ x, y }, i) => {
            const before = stairs[i - 1]
            return !before || (x >= before.x && y <= before.y)
          }),
        ).toBe(true)
      }),
    )
  })
})
