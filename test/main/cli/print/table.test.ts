import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPairs, formatTable } from '../../../../src-main/cli/print/table.ts'

describe('cli/print/table', () => {
  it('makes columns as wide as their widest cell, flush on their side', () => {
    const columns = [{ title: 'run' }, { title: 'ε', align: 'right' as const }]
    const table = formatTable(columns, [
      ['plain', '8/255'],
      ['a', '0'],
    ])
    expect(table.split('\n')).toEqual([
      'run        ε',
      '─────  ─────',
      'plain  8/255',
      'a          0',
    ])
  })

  it('gives colour no room', () => {
    const red = (text: string) => `\x1b[31m${text}\x1b[39m`
    const columns = [{ title: 'a' }, { title: 'b' }]
    const plain = formatTable(columns, [['xx', 'y']])
    const coloured = formatTable(columns, [[red('xx'), 'y']])
    expect(coloured.replaceAll('\x1b[31m', '').replaceAll('\x1b[39m', '')).toBe(plain)
  })

  it('begins every column of every row at the same place', () => {
    const word = fc.stringMatching(/^[a-zé±]{1,9}$/)
    const rows = fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 8 })
    const property = fc.property(rows, (cells) => {
      const titles = ['first', 'second', 'third'].map((title) => ({ title }))
      const lines = formatTable(titles, cells).split('\n')
      const starts = (lines[0] ?? '').matchAll(/\S+/g)
      for (const [column, { index }] of [...starts].entries()) {
        for (const [row, cell] of cells.entries()) {
          expect(lines[row + 2]?.slice(index).startsWith(cell[column] ?? '?')).toBe(true)
        }
      }
    })
    fc.assert(property, { seed: 1 })
  })

  it('sets values flush beside their names', () => {
    expect(
      formatPairs([
        ['a', '1'],
        ['long', '2'],
      ]),
    ).toBe('a     1\nlong  2')
  })
})
