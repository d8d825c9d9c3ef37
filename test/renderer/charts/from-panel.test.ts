// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { metricPanel, tradeOffPanel, type Overlay } from '#contract'
import { lineSpecOf, scatterSpecOf } from '../../../src-renderer/charts/from-panel.ts'
import { compared } from '../screens/comparison/compared.ts'

const format = String

describe('charts/from-panel', () => {
  it('draws on the screen the very numbers that print draws', () => {
    const overlay: Overlay = {
      domain: [0, 2],
      curves: [
        {
          ...{ group: 'a', count: 2, x: [1, 2], y: [0.5, 0.75] },
          ...{ low: [0.25, 0.5], high: [0.75, 1], raw: { x: [1, 2], y: [0.4, 0.8] } },
        },
      ],
    }
    const groups = [{ id: 'a', label: 'A', place: 9, runs: ['a', 'b'] }]
    const panel = metricPanel(overlay, groups, { metric: 'loss', over: 'step', range: null })
    const spec = lineSpecOf(panel, { x: { format }, y: { format } })
    expect(spec.x).toMatchObject({ label: 'training step', min: 0, max: 2 })
    expect(spec.y).toMatchObject({ label: 'loss', min: panel.y.from, max: panel.y.to })
    const [series] = panel.series
    expect(spec.curves).toEqual([
      {
        ...{ id: 'a', label: 'A', colour: 'run-2', dash: [6, 3] },
        points: [
          { x: 1, y: 0.5, low: 0.25, high: 0.75 },
          { x: 2, y: 0.75, low: 0.5, high: 1 },
        ],
        raw: series?.raw?.map(([x, y]) => ({ x, y })),
      },
    ])
    // The tenth group has the second colour again, in another dash, in both.
    expect(series).toMatchObject({ colour: 9, line: 'dashed' })
  })

  it('keeps the front apart from the groups on it', () => {
    const comparison = compared({
      a: [[0.9, 0.2, 0.8]],
      b: [[0.9, 0.6, 0.4]],
      c: [[0.9, 0.1, 0.1]],
    })
    const groups = comparison.groups.map((group, place) => ({ ...group, label: group.name, place }))
    const { panel } = tradeOffPanel(groups, comparison.runs, ['spatial', 'adversarial'])
    const spec = scatterSpecOf(panel, { format })
    expect(spec.points.map(({ id, dominated }) => [id, dominated])).toEqual([
      ['a0', false],
      ['b0', false],
      ['c0', true],
    ])
    expect(spec.front.map(({ x, y }) => [x, y])).toEqual([
      ...[
        [0, 0.6],
        [0.4, 0.6],
        [0.4, 0.2],
      ],
      ...[
        [0.8, 0.2],
        [0.8, 0],
      ],
    ])
  })
})
