import { describe, expect, it } from 'vitest'
import { drawFigure, figureCsv, type Figure } from '#figure'
import { circlesIn, layout, series, wordsIn } from './sample.ts'

const axis = (label: string, from: number, to: number) => ({
  ...{ label, from, to, ends: [String(from), String(to)] as const },
})

const figure = (labels: readonly [string, string, string]): Figure => ({
  ...{ title: '', caption: '' },
  rows: [
    [
      {
        ...{ title: '', x: { label: 'settings', from: 0, to: 2 } },
        y: { label: 'value', from: 0, to: 1 },
        uprights: [axis(labels[0], 0, 10), axis(labels[1], 1, 0), axis(labels[2], 100, 300)],
        series: [
          {
            ...{ ...series, label: 'whole', colour: 0, band: [], points: [] },
            means: [
              [0, 0],
              [1, 0],
              [2, 200],
            ],
          },
          {
            ...{ ...series, label: 'torn', colour: 1, band: [], points: [] },
            means: [
              [0, 10],
              [2, 300],
            ],
          },
        ],
      },
    ],
  ],
})
const short = figure(['one', 'two', 'three'])

describe('figure/uprights', () => {
  it('places each value on its own axis, a flipped one from the other end', () => {
    const svg = drawFigure(short, layout)
    // The first of that colour is the legend's.
    const [, ...marks] = circlesIn(svg, '#0072b2')
    expect(marks).toHaveLength(3)
    const axes = [...svg.matchAll(/<line x1="([\d.]+)" x2="\1" y1="([\d.]+)" y2="([\d.]+)"/g)].map(
      ([, ...of]) => of.map(Number),
    )
    expect(axes.map(([x]) => x)).toEqual(marks.map(([x]) => x))
    const shares = marks.map(([, y], i) => (axes[i][2] - y) / (axes[i][2] - axes[i][1]))
    expect(shares.map((share) => Number(share.toFixed(3)))).toEqual([0, 1, 0.5])
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(['one', 'two', 'three', '10', '300']))
  })

  it('draws no line across an axis on which a series has no value', () => {
    const svg = drawFigure(short, layout)
    const lines = (colour: string) =>
      [...svg.matchAll(new RegExp(`<path d="([^"]*)" fill="none" stroke="${colour}"`, 'g'))].length
    expect([lines('#0072b2'), lines('#d55e00')]).toEqual([1, 0])
  })

  it('turns names that are too long to stand side by side, inside of the figure', () => {
    const long = figure(['Antidisestablishmentarianism', 'incomprehensibilities', 'third'])
    const narrow = { ...layout, width: 5 }
    const svg = drawFigure(long, narrow)
    expect(svg).toMatch(/aria-label="Antidisestablishmentarianism"[^>]*rotate\(-90\)/)
    expect(drawFigure(short, layout)).not.toContain('rotate(-90)')
  })

  it('writes every value with the axis it is on', () => {
    const rows = figureCsv(short).split('\r\n').slice(1, -1)
    expect(rows).toEqual([
      ',one,value,whole,mean,0,0,,',
      ',two,value,whole,mean,1,0,,',
      ',three,value,whole,mean,2,200,,',
      ',one,value,torn,mean,0,10,,',
      ',three,value,torn,mean,2,300,,',
    ])
  })
})
