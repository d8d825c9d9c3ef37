import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCsv, formatLatex, formatMarkdown } from '#comparison'

const table = [
  ['', 'a|b', 'ε 10%'],
  ['clean', '0.9 ± 0.1', '-0.5'],
]

/** A reader of RFC 4180 that shares nothing with the writer. */
function readCsv(text: string): string[][] {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^",\n]*)(,|\n)/g)]
  const rows: string[][] = [[]]
  for (const [, cell, end] of cells) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (end === '\n') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('comparison/table-text', () => {
  it('writes CSV that is read back cell by cell', () => {
    const cell = fc.string().filter((text) => !/^[=+\-@\t\r]/.test(text))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (cells) => {
        expect(readCsv(formatCsv(cells))).toEqual(cells)
      }),
      { seed: 1 },
    )
  })

  it('leaves negative numbers numbers, and disarms what a spreadsheet would run', () => {
    expect(formatCsv([['-0.5', '=1+1', '-x']])).toBe("-0.5,'=1+1,'-x\n")
  })

  it('keeps bars inside the cells of Markdown', () => {
    expect(formatMarkdown(table).split('\n')).toEqual([
      '|  | a\\|b | ε 10% |',
      '| --- | ---: | ---: |',
      '| clean | 0.9 ± 0.1 | -0.5 |',
      '',
    ])
  })

  it('escapes every sign that LaTeX reads', () => {
    const latex = formatLatex(table)
    expect(latex).toContain(' & a|b & $\\varepsilon$ 10\\% \\\\\n\\midrule\n')
    expect(latex).toContain('clean & 0.9 $\\pm$ 0.1 & -0.5 \\\\\n')
    expect(formatLatex([['a_b', '{x}^2', '\\~']])).toContain(
      'a\\_b & \\{x\\}\\textasciicircum{}2 & \\textbackslash{}\\textasciitilde{} \\\\',
    )
  })
})
