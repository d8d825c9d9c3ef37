// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { LineChartSpec } from '../../../src-renderer/charts/index.ts'
import { lineTable, placesOf, valueAtOrBefore } from '../../../src-renderer/charts/table.ts'

const format = (value: number) => value.toFixed(1)
const spec: LineChartSpec = {
  x: { label: 'step', format: String },
  y: { label: 'loss', format },
  curves: [
    { id: 'a', label: 'a', colour: 'ink', points: [{ x: 2, y: 1, low: 0.5, high: 1.5 }] },
    {
      id: 'b',
      label: 'b',
      colour: 'soft',
      points: [
        { x: 1, y: 3 },
        { x: 2, y: 4 },
      ],
    },
  ],
}

describe('charts/table', () => {
  it('holds every number of the chart, intervals too', () => {
    expect(lineTable(spec)).toEqual({
      columns: ['step', 'a', 'b'],
      rows: [
        ['1', '', '3.0'],
        ['2', '1.0 (0.5 to 1.5)', '4.0'],
      ],
    })
  })

  it('lists each place once, in rising order', () => {
    expect(placesOf(spec)).toEqual([1, 2])
  })

  it('reads a curve between its points as its last before', () => {
    const points = [
      { x: 1, y: 3 },
      { x: 5, y: 4 },
    ]
    expect([0, 1, 4, 5, 9].map((x) => valueAtOrBefore(points, x)?.y)).toEqual([
      undefined,
      3,
      3,
      4,
      4,
    ])
  })
})
