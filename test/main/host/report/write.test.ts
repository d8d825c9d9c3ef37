import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  panelText,
  reportHtml,
  reportLatex,
  reportMarkdown,
  type PanelContent,
  type ReportDocument,
} from '#report'
import { readReport } from '../../../../src-main/host/report/text/index.ts'

const nasty = `<script>x</script>"'&|*_`
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert('1')"><script>alert(1)</script></svg>`
const content: PanelContent = {
  title: `Panel ${nasty}`,
  parts: [
    { is: 'table', caption: '', head: ['Run', nasty], rows: [[nasty, '0.9 ± 0.1']] },
    {
      ...{ is: 'drawing', svg, csv: 'x,y\r\n', summary: nasty },
      twin: { is: 'table', caption: '', head: ['x', 'y'], rows: [['1', '2']] },
    },
    { is: 'words', tone: 'warning', text: nasty },
  ],
  provenance: {
    runs: [{ id: 'r1', name: nasty, seed: 3 }],
    ...{ version: '1.2.3', datasets: ['d'.repeat(64)], protocols: ['protocol p'], drawnAt: 0 },
  },
}
const panel = panelText({ panel: 'table', runs: ['r1'] })
const text = `## ${nasty}\n\nfirst  \n\n${panel}\n\n\tlast <b>`

function report(change: Partial<ReportDocument> = {}): ReportDocument {
  const { blocks, panels } = readReport(text)
  const shown = panels.map(({ from, to }) => ({
    ...{ from, to, content, problem: null, frozenAt: null, changes: null },
  }))
  const runs = [{ id: 'r1', name: nasty, seed: 3, dataset: 'd', engine: 'onnx', weights: 'w' }]
  return { name: nasty, text, blocks, panels: shown, runs, version: '1.2.3', at: 0, ...change }
}
const hash = (of: string) => createHash('sha256').update(of).digest('base64')

describe('report/write', () => {
  it('writes HTML in which nothing of a text is markup, and that runs and loads nothing', () => {
    const html = reportHtml(report(), hash)
    expect(html).not.toMatch(/<script|<b>|\son\w+=|<svg/i)
    expect(html.match(/(?:src|href)="[^"]*/g)).toEqual([
      expect.stringMatching(/^src="data:image\/svg\+xml,%3Csvg/) as unknown,
      'href="#run-r1',
    ])
    const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? ''
    expect(html).toContain(`default-src 'none'; img-src data:; style-src 'sha256-${hash(style)}'`)
    expect(html).toContain('<tr id="run-r1">')
    expect(html).toContain('Written by Cusp 1.2.3 on 1970-01-01 00:00 UTC.')
  })

  it('writes the same bytes for the same report', () => {
    expect(reportHtml(report(), hash)).toBe(reportHtml(report(), hash))
  })

  it('writes Markdown that keeps every letter outside of panels', () => {
    const { text: written, assets } = reportMarkdown(report(), 'my figures')
    const [before, after] = text.split(panel)
    expect(written).toContain(before)
    expect(written.trimEnd().endsWith(after.trimEnd())).toBe(true)
    expect(written).toContain('](my%20figures/figure-1.svg)')
    expect(assets).toEqual([{ name: 'figure-1.svg', svg }])
    expect(written).toMatch(/\*run r1 · protocol p · data d{12} · Cusp 1\.2\.3 · drawn 1970/)
  })

  it('keeps the block of a panel that shows nothing, and says why', () => {
    const [shown] = report().panels
    const panels = [{ ...shown, content: null, problem: 'gone' }]
    expect(reportMarkdown(report({ panels }), 'f').text).toContain(`> gone\n\n${panel}`)
    expect(reportHtml(report({ panels }), hash)).toContain('<p class="problem">gone</p>')
  })

  it('writes each table as LaTeX below where it comes from', () => {
    const latex = reportLatex(report())
    expect(latex.match(/\\begin\{tabular\}/g)).toHaveLength(2)
    expect(latex).toMatch(/% run r1 · protocol p[^\n]*\n\\begin/)
    expect(reportLatex(report({ panels: [] }))).toContain('no panel with a table')
  })
})
