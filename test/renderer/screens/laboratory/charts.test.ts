// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CurvePoint } from '#contract'
import {
  barsOf,
  marginOf,
  predictionOf,
  softmax,
} from '../../../../src-renderer/screens/laboratory/answers.ts'
import {
  curveChart,
  describeTrace,
  describeTurn,
  risesOf,
  traceChart,
  turnChart,
  verdictOf,
} from '../../../../src-renderer/screens/laboratory/charts.ts'

const pointsOf = (...correct: number[]): CurvePoint[] =>
  correct.map((count, i) => ({
    ...{ value: i / 10, correct: count, count: 64, isWhole: true },
    ...{ done: i + 1, of: correct.length },
  }))

describe('screens/laboratory/charts: accuracy over a growing attack', () => {
  it('finds a rise exactly where accuracy is not monotone', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(64), { minLength: 1, maxLength: 12 }), (correct) => {
        const falls = correct.every((count, i) => i === 0 || count <= (correct[i - 1] ?? 0))
        expect(risesOf(pointsOf(...correct)).length === 0).toBe(falls)
      }),
    )
  })

  it('holds each value against the lowest before it, the worst first', () => {
    const points = pointsOf(60, 40, 42, 30, 37)
    expect(risesOf(points).map(({ by, to }) => [by, to])).toEqual([
      [7, 0.4],
      [2, 0.2],
    ])
    expect(verdictOf(points, 'epsilon')).toEqual({
      tone: 'warn',
      text:
        'Accuracy rises by 7 images of 64 from 0.3 to 0.4; a stronger attack should not do worse: ' +
        'too few steps or restarts, or masked gradients.',
    })
    expect(curveChart(points, 'epsilon').marks).toEqual([{ x: 0.4, label: 'rises' }])
  })

  it('says when all is well, that one image may be chance, and nothing of a single point', () => {
    expect(verdictOf(pointsOf(60, 60, 3), 'steps')?.text).toBe(
      'Accuracy never rises as steps are added, as it should be.',
    )
    expect(verdictOf(pointsOf(60, 61), 'epsilon')?.text).toMatch(/by 1 image of 64 .*chance/)
    expect(verdictOf(pointsOf(60), 'epsilon')).toBeNull()
  })

  it('leaves out a value whose images are not all counted', () => {
    const points = pointsOf(60, 50).map((point, i) => ({ ...point, isWhole: i === 0 }))
    expect(curveChart(points, 'epsilon').curves[0]?.points).toHaveLength(1)
  })
})

describe('screens/laboratory/charts: one image', () => {
  it('marks the restart that ends highest as the one kept', () => {
    const lines = [
      [0.1, 2],
      [0.1, 5, 4],
      [0.1, 1],
    ]
    const { curves, x } = traceChart(lines)
    expect(curves.map(({ label }) => label)).toEqual(['restart 1', 'restart 2, kept', 'restart 3'])
    expect(curves.map(({ colour }) => colour)).toEqual(['soft', 'adversarial', 'soft'])
    expect(x.max).toBe(2)
    expect(describeTrace(lines)).toBe('The loss begins at 0.1; 3 restarts end between 1 and 4.')
    expect(describeTrace([])).toBe('This attack takes no steps.')
  })

  it('draws the label and the strongest others over a turn, and counts the steady answers', () => {
    const turn = {
      ...{ step: 1, shape: { height: 1, width: 1, channels: 1 }, label: 0 },
      classes: ['a', 'b', 'c', 'd', 'e'],
      angles: [-180, -90, 0, 90],
      logits: [
        [1, 2, 0, 0, 0],
        [3, 1, 0, 0, 0],
        [3, 1, 0, 0, 0.5],
        [3, 0, 0, 0, 0],
      ],
    }
    expect(turnChart(turn).curves.map(({ id }) => id)).toEqual([
      'class-0',
      'class-1',
      'class-4',
      'class-2',
    ])
    expect(describeTurn(turn)).toBe(
      'It answers a at 3 of 4 angles, as it does upright; the margin of the label goes from −1.00 to 3.00.',
    )
  })
})

describe('screens/laboratory/answers', () => {
  it('makes probabilities that add up, of logits of any size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -800, max: 800, noNaN: true }), { minLength: 2, maxLength: 12 }),
        fc.nat(11),
        (logits, at) => {
          const label = at % logits.length
          expect(softmax(logits).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
          const margin = marginOf(logits, label)
          if (margin > 0) expect(predictionOf(logits)).toBe(label)
          if (margin < 0) expect(predictionOf(logits)).not.toBe(label)
        },
      ),
    )
  })

  it('shows all of ten classes in their order, and the likeliest of more', () => {
    const row = (count: number, top: number) =>
      Array.from({ length: count }, (_, i) => (i === top ? 9 : 0))
    const ten = barsOf({ logits: { clean: row(10, 3), moved: [], perturbed: row(10, 4) } })
    expect(ten.map(({ label }) => label)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const many = barsOf({ logits: { clean: row(40, 30), moved: [], perturbed: row(40, 31) } })
    expect(many.slice(0, 2).map(({ label }) => label)).toEqual([30, 31])
    expect(many).toHaveLength(10)
  })
})
