// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { figureSpecSchema, type FigureSpecInput } from '#contract'
import { csvTable } from '../../../../src-renderer/screens/figures/csv-table.ts'
import {
  nameOf,
  plotOfKind,
  presetOf,
  readDraft,
} from '../../../../src-renderer/screens/figures/draft.ts'
import { latexOf } from '../../../../src-renderer/screens/figures/latex.ts'

const spec = (change: Partial<FigureSpecInput> = {}) =>
  figureSpecSchema.parse({
    runs: ['a'],
    plot: { kind: 'metric', metric: 'cleanAccuracy' },
    ...change,
  })

describe('screens/figures/draft', () => {
  it('reads the figure of an address with what it leaves out, and no other text', () => {
    const draft = { runs: ['a', 'b'], plot: { kind: 'tradeOff' } }
    expect(readDraft(JSON.stringify(draft))).toMatchObject({
      ...{ runs: ['a', 'b'], band: 'sd', layout: { width: 8.4, palette: 'okabe-ito' } },
      plot: { kind: 'tradeOff', across: 'spatial', up: 'adversarial' },
    })
    for (const text of ['', '{', '[]', '{"runs":[],"plot":{"kind":"tradeOff"}}'])
      expect(readDraft(text)).toBeNull()
  })

  it('names a figure after what it plots', () => {
    expect(nameOf(spec())).toBe('Clean accuracy over training step')
    expect(nameOf(spec({ plot: { kind: 'tradeOff' } }))).toBe(
      'Adversarial against spatial accuracy',
    )
  })

  it('turns to another plot of what the runs have', () => {
    const had = {
      metrics: ['accuracy', 'loss'],
      curves: [{ over: 'rotation' as const, label: 'r' }],
      heatmaps: [],
    }
    expect(plotOfKind('metric', had)).toMatchObject({ metric: 'loss' })
    expect(plotOfKind('robustness', had)).toMatchObject({ over: 'rotation' })
  })

  it('knows the widths of one and two columns', () => {
    const of = (width: number) => presetOf(spec({ layout: { width } }).layout)
    expect([of(8.4), of(17.4), of(12)]).toEqual(['one', 'two', 'own'])
  })
})

describe('screens/figures/csv-table', () => {
  it('reads cells back, and leaves out columns that are the same throughout', () => {
    const csv = 'panel,series,drawn,x,y\r\np,"a, ""b""",mean,0,1\r\np,c,run,0,2\r\n'
    expect(csvTable(csv)).toEqual({
      columns: ['series', 'drawn', 'x', 'y'],
      rows: [
        ['a, "b"', 'mean', '0', '1'],
        ['c', 'run', '0', '2'],
      ],
    })
  })
})

describe('screens/figures/latex', () => {
  it('includes the figure at its own width, its words escaped', () => {
    const text = latexOf('Under attack', spec({ caption: '95 % of ε_1' }))
    expect(text).toContain('\\includegraphics[width=8.4cm]{under-attack}')
    expect(text).toContain('\\caption{95 \\% of $\\varepsilon$\\_1}')
    expect(text).toContain('\\label{fig:under-attack}')
  })
})
