import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawFigure, figureCsv, figureSize, type Figure, type Table } from '#figure'
import { widthOf } from '../../../src-main/figure/lettering.ts'
import { layTable } from '../../../src-main/figure/table.ts'
import { penOf } from '../../../src-main/figure/pen.ts'
import { layout, wordsIn } from './sample.ts'

const table: Table = {
  head: ['', 'Clean accuracy', 'Time at work'],
  rows: [
    ['CuSP, with a gentler start', '0.951 ± 0.003', '612 s'],
    ['Both', '0.934 ± 0.004', '–'],
  ],
  numbers: [
    ['group', 'clean', 'clean sd'],
    ['CuSP, with a gentler start', '0.951', '0.003'],
  ],
}
const figure = (of: Table): Figure => ({ title: '', caption: '', rows: [], table: of })

describe('figure/table', () => {
  it('draws every cell, and is as high as its rows', () => {
    const svg = drawFigure(figure(table), layout)
    const words = wordsIn(svg)
    for (const cell of ['0.951 ± 0.003', '0.934 ± 0.004', '612 s', 'Both', '–'])
      expect(words).toContain(cell)
    expect(words.join(' ')).toContain('CuSP, with a gentler start')
    const one = figureSize(figure({ ...table, rows: table.rows.slice(0, 1) }), layout)
    const two = figureSize(figure(table), layout)
    expect(two.height).toBeGreaterThan(one.height)
    expect(two.width).toBe(layout.width)
    expect(svg).toContain(`width="8.4cm" height="${two.height}cm"`)
  })

  it('stays in its width, breaking words and then with smaller letters, and loses none', () => {
    const word = fc.string({ minLength: 1, maxLength: 9, unit: fc.constantFrom(...'abcdei') })
    const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
    const grid = fc
      .integer({ min: 1, max: 6 })
      .chain((columns) =>
        fc.array(fc.array(phrase, { minLength: columns, maxLength: columns }), { minLength: 2 }),
      )
    fc.assert(
      fc.property(grid, fc.integer({ min: 150, max: 480 }), ([head, ...rows], width) => {
        const pen = penOf(layout)
        const laid = layTable({ head, rows, numbers: [] }, width, pen)
        const lines = [laid.head, ...laid.rows]
        expect(lines.map((row) => row.map((cell) => cell.join(' ')))).toEqual([head, ...rows])
        const taken = laid.columns.reduce((sum, column) => sum + column, 0)
        const fits = taken + (head.length - 1) * 1.2 * laid.size <= width + 1e-6
        // Only where even the smallest letters are too wide does it run out of the page.
        expect(laid.fits).toBe(fits)
        expect(fits || laid.size === 0.5 * pen.font).toBe(true)
        for (const row of lines)
          for (const [at, cell] of row.entries())
            for (const line of cell)
              expect(widthOf(line, laid.size)).toBeLessThanOrEqual(laid.columns[at] + 0.02)
      }),
      { numRuns: 60 },
    )
  })

  it('gives its numbers as CSV, each by itself', () => {
    expect(figureCsv(figure(table))).toBe(
      'group,clean,clean sd\r\n"CuSP, with a gentler start",0.951,0.003\r\n',
    )
  })
})
