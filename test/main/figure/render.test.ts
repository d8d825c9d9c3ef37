import { describe, expect, it } from 'vitest'
import { renderFigure, type Figure, type Series } from '#figure'

const series: Series = {
  ...{ label: 'a <b> & "c"', colour: 0, shape: 'circle', line: 'solid' },
  means: [
    [0, 0],
    [10, 1],
  ],
  band: [
    [0, -0.1, 0.1],
    [10, 0.9, 1.1],
  ],
  points: [[5, 0.5]],
}
const figure: Figure = {
  title: 'Rates',
  caption: 'Of three seeds.',
  rows: [
    [
      {
        title: 'one',
        x: { label: 'rotation (± degrees)', from: 0, to: 10 },
        y: { label: 'accuracy', from: 0, to: 1 },
        series: [series, { ...series, label: 'other', shape: 'cross', line: 'none' }],
      },
    ],
  ],
}
const draw = (of: Figure) => renderFigure(of, { width: 100, height: 50 })

describe('figure/render', () => {
  it('puts values where the axes say, the top of y upwards', () => {
    const circles = [...draw(figure).matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="3.75"/g)]
    const [first, last] = circles.map(([, x, y]) => [Number(x), Number(y)])
    expect(last[0] - first[0]).toBe(100)
    expect(first[1] - last[1]).toBe(50)
  })

  it('writes words so that none becomes an element', () => {
    const svg = draw(figure)
    expect(svg).toContain('a &lt;b&gt; &amp; &quot;c&quot;')
    expect(svg).not.toContain('<b>')
  })

  it('ticks at round numbers, with equally many decimals', () => {
    const words = [...draw(figure).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, word]) => word)
    expect(words).toEqual(expect.arrayContaining(['0', '2', '4', '6', '8', '10']))
    expect(words).toEqual(expect.arrayContaining(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']))
  })

  it('names a label once, however many panels have it', () => {
    const [row] = figure.rows
    const twice = draw({ ...figure, rows: [row, row] })
    expect(twice.match(/>other</g)).toHaveLength(1)
    expect(twice.match(/>accuracy</g)).toHaveLength(2)
  })

  it('is the same text for the same figure, and has no number that is none', () => {
    expect(draw(structuredClone(figure))).toBe(draw(figure))
    expect(draw(figure)).not.toMatch(/NaN|undefined|Infinity/)
  })
})
