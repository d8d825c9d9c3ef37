// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markOf } from '../../../../src-renderer/charts/run-mark.ts'
import { tradeOffOf } from '../../../../src-renderer/screens/comparison/trade-off.ts'
import { compared } from './compared.ts'

const board = (comparison: ReturnType<typeof compared>) =>
  comparison.groups.map((group, place) => ({
    ...{ ...group, label: group.name, mark: markOf(place), place },
    ...{ isBaseline: place === 0, isHidden: false, isShown: true },
  }))

const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('screens/comparison/trade-off', () => {
  it('puts a group at the mean of its runs, which stand around it', () => {
    const comparison = compared({
      a: [
        [0.9, 0.4, 0.8],
        [0.9, 0.6, 0.6],
      ],
    })
    const { spec, volume } = tradeOffOf(board(comparison), comparison.runs, [
      'spatial',
      'adversarial',
    ])
    expect(spec.points[0]).toMatchObject({
      x: expect.closeTo(0.7) as number,
      y: 0.5,
      dominated: false,
    })
    expect(spec.points[0]?.seeds).toEqual([
      [0.8, 0.4],
      [0.6, 0.6],
    ])
    expect(volume).toBeCloseTo(0.35)
  })

  it('has no front point that another group dominates, on any two axes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(share, share, share), { minLength: 1, maxLength: 12 }),
        (all) => {
          const groups = Object.fromEntries(all.map((of, i) => [`g${i}-`, [of]]))
          const comparison = compared(groups)
          const { points } = tradeOffOf(board(comparison), comparison.runs, [
            'clean',
            'spatial',
          ]).spec
          for (const point of points) {
            const isBeaten = points.some(
              ({ x, y }) => x >= point.x && y >= point.y && (x > point.x || y > point.y),
            )
            expect(point.dominated).toBe(isBeaten)
          }
        },
      ),
      { seed: 1 },
    )
  })

  it('leaves out who has no such accuracy or answers always the same', () => {
    const comparison = compared({ a: [[0.9, null, 0.8]], b: [[0.9, 0.5, 0.8]] })
    const [, b] = comparison.runs
    if (b?.scores) b.scores.degenerate = true
    expect(
      tradeOffOf(board(comparison), comparison.runs, ['spatial', 'adversarial']),
    ).toMatchObject({
      spec: { points: [] },
      volume: null,
    })
  })
})
