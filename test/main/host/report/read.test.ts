import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { panelText, type Block, type Inline, type PanelSpec } from '#report'
import { readReport } from '../../../../src-main/host/report/text/index.ts'

const tables: PanelSpec = { panel: 'table', runs: ['a'], metrics: ['clean'] }
const fence = (body: string) => `\`\`\`cusp\n${body}\n\`\`\``
const problemOf = (body: string) => readReport(fence(body)).panels[0]?.problem

/** Every text that a reader sees, and every address that can be followed. */
function seen(blocks: readonly Block[]): { texts: string; addresses: string[] } {
  const addresses: string[] = []
  const word = (inline: Inline): string => {
    if (inline.is === 'link') addresses.push(inline.address)
    if ('text' in inline) return inline.text
    return 'inside' in inline ? inline.inside.map(word).join('') : '\n'
  }
  const block = (one: Block): string => {
    if ('inside' in one) return one.inside.map(word).join('')
    if (one.is === 'code') return one.text
    if (one.is === 'quote') return one.blocks.map(block).join('\n')
    if (one.is === 'list') return one.entries.flat().map(block).join('\n')
    if (one.is === 'table') return [one.head, ...one.rows].flat(2).map(word).join(' ')
    return ''
  }
  return { texts: blocks.map(block).join('\n'), addresses }
}

describe('host/report/text', () => {
  it('reads Markdown as headings, lists, quotes, code and tables', () => {
    const { blocks } = readReport(
      '# A\n\n- b\n- *c*\n\n> d\n\n| e | f |\n|---|--:|\n| g | `h` |\n\n---\n',
    )
    expect(blocks.map(({ is }) => is)).toEqual(['heading', 'list', 'quote', 'table', 'rule'])
    expect(blocks[3]).toMatchObject({
      align: [null, 'right'],
      rows: [[[{ text: 'g' }], [{ is: 'code' }]]],
    })
  })

  it('finds a panel by its block, with where it begins and ends', () => {
    const text = `Before\n\n${panelText(tables)}\n\nafter`
    const { blocks, panels } = readReport(text)
    expect(blocks.map(({ is }) => is)).toEqual(['paragraph', 'panel', 'paragraph'])
    expect(panels).toMatchObject([{ line: 3, spec: tables, problem: null }])
    expect(text.slice(panels[0]?.from, panels[0]?.to)).toBe(panelText(tables))
  })

  it('names the line and what would be right where a panel is wrong', () => {
    expect(problemOf('{"panel": "table",\n "runs": ["a"],\n "metric": ["clean"]}')).toEqual({
      line: 4,
      text: 'panel: unknown field "metric"; did you mean "metrics"?',
    })
    expect(problemOf('{"panel": "table",\n "runs": []}')).toMatchObject({ line: 3 })
    expect(problemOf('{"panel": "tabel"}')?.text).toMatch(/did you mean "table"/)
    expect(problemOf('{"panel": "table",\n "runs": [,]}')).toMatchObject({ line: 3 })
    expect(problemOf('{"panel": "table"')?.text).toMatch(/^This is not JSON: /)
    expect(problemOf('{"panel": "comparison"}')?.text).toMatch(/either "comparison"/)
  })

  it('takes no panel in a list or a quote', () => {
    const { panels } = readReport(`> ${panelText(tables).replaceAll('\n', '\n> ')}`)
    expect(panels[0]).toMatchObject({ spec: null, problem: { line: 1 } })
  })

  it.each([
    '<script>alert(1)</script>',
    'a <b onclick="alert(1)">c</b>',
    '<img src=x onerror=alert(1)>',
    '![x](http://elsewhere.example/pixel.png)',
    '![x][p]\n\n[p]: http://elsewhere.example/pixel.png',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<svg/onload=alert(1)>',
  ])('shows %s as text and leads nowhere', (text) => {
    const { texts, addresses } = seen(readReport(text).blocks)
    expect(addresses).toEqual([])
    expect(texts).toMatch(/[<[]/)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#10;script:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:x',
    '//elsewhere.example',
    'app://cusp/',
  ])('follows no link to %s', (address) => {
    for (const text of [`[a](<${address}>)`, `[a][b]\n\n[b]: <${address}>`, `<${address}>`])
      expect(seen(readReport(text).blocks).addresses, text).toEqual([])
  })

  it('keeps links to papers and to places in Cusp', () => {
    const { blocks } = readReport(
      '[a](https://x.example/p?q=1) [b](#/runs/r1) [c][d]\n\n[d]: mailto:a@b.c',
    )
    expect(seen(blocks).addresses).toEqual(['https://x.example/p?q=1', '#/runs/r1', 'mailto:a@b.c'])
  })

  it('reads any text without failing, and loses no panel of it', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '\n',
        '\n\n',
        '# ',
        '> ',
        '- ',
        '1. ',
        '| a |\n|-|\n',
        '```',
        '~~~',
        '*',
        '_',
        '[',
        '](',
        '<',
        '&',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        const { panels } = readReport(text)
        let last = 0
        for (const { from, to } of panels) {
          expect(from).toBeGreaterThanOrEqual(last)
          expect(to).toBeLessThanOrEqual(text.length)
          last = to
        }
        const alone = readReport(`${panelText(tables)}\n\n${text.replace(/`|~/g, '')}`)
        expect(alone.panels[0]?.spec).toEqual(tables)
      }),
    )
  })

  it.each([
    '>'.repeat(60_000),
    '1. '.repeat(50_000),
    '_**a'.repeat(40_000),
    '![a]('.repeat(30_000),
  ])('shows a text that would take minutes to read as it is (%#)', (text) => {
    expect(readReport(text)).toEqual({ blocks: [{ is: 'code', language: '', text }], panels: [] })
  })
})
