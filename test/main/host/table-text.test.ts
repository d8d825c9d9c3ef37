import { describe, expect, it } from 'vitest'
import { formatTable } from '../../../src-main/host/table/text.ts'

const cell = (value: number, sd: number | null, count: number) => ({ value, sd, count, step: 1 })
const table = {
  fields: ['name'],
  measures: ['clean', 'adversarial@8/255'],
  grouped: true,
  rows: [
    { fields: ['ramp, "slow"'], cells: [cell(0.8734, 0.0041, 5), null] },
    { fields: ['50% & a_b | c'], cells: [cell(0.5, null, 1), cell(0.25, 0, 2)] },
  ],
}

describe('host/table/text', () => {
  it('writes CSV as RFC 4180 has it, numbers whole', () => {
    expect(formatTable(table, 'csv').split('\r\n')).toEqual([
      'name,clean,clean sd,clean n,adversarial@8/255,adversarial@8/255 sd,adversarial@8/255 n',
      '"ramp, ""slow""",0.8734,0.0041,5,,,',
      '50% & a_b | c,0.5,,1,0.25,0,2',
      '',
    ])
  })

  it('writes no cell that a spreadsheet would compute', () => {
    const rows = ['=1+1', '+A1', '@x', '-x', '-1'].map((name) => ({ fields: [name], cells: [] }))
    const text = formatTable({ ...table, measures: [], rows }, 'csv')
    expect(text.split('\r\n').slice(1, -1)).toEqual(["'=1+1", "'+A1", "'@x", "'-x", '-1'])
  })

  it('writes Markdown and LaTeX that are ready to paste, with what is special escaped', () => {
    expect(formatTable(table, 'markdown')).toContain(
      '| ramp, "slow" | 0.873 ± 0.004 (n=5) | – |\n| 50% & a_b \\| c | 0.500 | 0.250 ± 0.000 (n=2) |',
    )
    const latex = formatTable(table, 'latex')
    expect(latex).toContain('  ramp, "slow" & $0.873 \\pm 0.004\\;(n=5)$ & -- \\\\')
    expect(latex).toContain('  50\\% \\& a\\_b \\textbar{} c & $0.500$')
    expect(latex.match(/(?<!\\)&/g)).toHaveLength(6)
  })
})
