import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawFigure, type Figure, type Series } from '#figure'
import { circlesIn, figure, layout, series, wordsIn } from './sample.ts'

const blue = '#0072b2'
const draw = (of: Figure) => drawFigure(of, layout)
const [[panel]] = figure.rows

/** The plot's rectangle, which is where its lines are cut. */
function plotOf(svg: string) {
  const found =
    /<clipPath[^>]*><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/.exec(svg)
  const [left, top, width, height] = (found ?? []).slice(1).map(Number)
  return { left, top, width, height }
}

describe('figure/draw', () => {
  it('is as large as asked for, in cm, with a point to a unit', () => {
    expect(draw(figure)).toContain('width="8.4cm" height="6.4cm"')
    expect(draw(figure)).toContain('viewBox="0 0 238.11 181.42"')
  })

  it('puts every mean where the axes say, the top of y upwards', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const points = fc.uniqueArray(fc.tuple(share, share), {
      ...{ minLength: 1, maxLength: 6, selector: ([x]) => x },
    })
    fc.assert(
      fc.property(points, (means) => {
        const rising = means.map(([x, y]) => [10 * x, y] as const).sort(([a], [b]) => a - b)
        const alone: Series = { ...series, means: rising, band: [], points: [] }
        const svg = draw({ ...figure, rows: [[{ ...panel, series: [alone] }]] })
        const { left, top, width, height } = plotOf(svg)
        // The first is the legend's.
        const [, ...drawn] = circlesIn(svg, blue)
        expect(drawn).toHaveLength(rising.length)
        for (const [i, [x, y]] of drawn.entries()) {
          expect(((x - left) / width) * 10).toBeCloseTo(rising[i][0], 2)
          expect((top + height - y) / height).toBeCloseTo(rising[i][1], 2)
        }
      }),
      { seed: 1, numRuns: 60 },
    )
  })

  it('draws words as outlines, and those its face lacks as text', () => {
    const svg = draw({ ...figure, title: 'Rates of 学習' })
    expect(wordsIn(svg)).toEqual(
      expect.arrayContaining([
        'other',
        'accuracy',
        'rotation (± degrees)',
        'Of three seeds.',
        '0.2',
      ]),
    )
    expect(svg.match(/<text/g)).toHaveLength(1)
    expect(svg).toMatch(/<text[^>]*font-weight="600">Rates of 学習<\/text>/)
    expect(draw(figure)).not.toMatch(/<text|@font-face/)
  })

  it('writes words so that none becomes an element', () => {
    expect(draw(figure)).toContain('aria-label="a &lt;b&gt; &amp; &quot;c&quot;"')
    expect(draw({ ...figure, title: '<script>', caption: ']]> <b>' })).not.toMatch(/<script>|<b>/)
  })

  it('names a label once, however many panels have it', () => {
    const words = wordsIn(draw({ ...figure, rows: [[panel, panel]] }))
    expect(words.filter((word) => word === 'other')).toHaveLength(1)
    expect(words.filter((word) => word === 'accuracy')).toHaveLength(2)
  })

  it('marks a few means of a dense line, and all that stand for themselves', () => {
    const means = Array.from({ length: 500 }, (_, i) => [i / 50, i / 500] as const)
    const marks = (of: Partial<Series>) =>
      circlesIn(
        draw({
          ...figure,
          rows: [[{ ...panel, series: [{ ...series, points: [], means, ...of }] }]],
        }),
        blue,
      )
    expect(marks({ marks: 'few' })).toHaveLength(8)
    expect(marks({})).toHaveLength(501)
    expect(marks({ marks: 'none' })).toHaveLength(0)
  })

  it('marks nothing outside of its axes', () => {
    const outside: Series = { ...series, band: [], points: [[5, 1.5]], means: [[-1, 0.5]] }
    const svg = draw({ ...figure, rows: [[{ ...panel, series: [outside] }]] })
    expect(circlesIn(svg, blue)).toHaveLength(1)
  })

  it('shows marks of twice the area √2 times as wide', () => {
    const of = (area: number) => {
      const one: Series = { ...series, line: 'none', means: [[5, 0.5]], band: [], points: [], area }
      const [, [, , radius]] = circlesIn(
        draw({ ...figure, rows: [[{ ...panel, series: [one] }]] }),
        blue,
      )
      return radius
    }
    expect(of(2) / of(1)).toBeCloseTo(Math.SQRT2, 1)
  })

  it('is the same text for the same figure, and has no number that is none', () => {
    expect(draw(structuredClone(figure))).toBe(draw(figure))
    expect(/NaN|undefined|Infinity/.exec(draw(figure))).toBeNull()
  })

  it('keeps its numbers finite for any size and any values', () => {
    const value = fc.double({ noNaN: true, min: -1e9, max: 1e9 })
    const span = fc.oneof(fc.constant(0), fc.double({ noNaN: true, min: 1e-3, max: 1e9 }))
    fc.assert(
      fc.property(value, span, fc.integer({ min: 3, max: 60 }), (from, wide, size) => {
        const axes = { from, to: from + wide }
        const of = { ...panel, y: { label: 'y', ...axes }, x: { label: 'x', ...axes } }
        const svg = drawFigure(
          { ...figure, rows: [[of]] },
          { ...layout, width: size, height: size },
        )
        // A whole document in a failure would hide what failed.
        expect(/NaN|undefined|Infinity/.exec(svg)).toBeNull()
      }),
      { seed: 1, numRuns: 60 },
    )
  })
})
