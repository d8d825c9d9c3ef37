// @vitest-environment node
import type { Chart, Scale } from 'chart.js'
import { describe, expect, it } from 'vitest'
import type { CurveSpec } from '../../../src-renderer/charts/chart-spec.ts'
import type { Ink } from '../../../src-renderer/charts/ink.ts'
import { heightsOf } from '../../../src-renderer/charts/line-config.ts'
import { linesOf, paintCurves } from '../../../src-renderer/charts/paint-curves.ts'

/** A canvas that writes down what is drawn, as paths with their colours. */
function paper() {
  const drawn: { how: 'stroke' | 'fill'; colour: unknown; dash: number[]; path: number[][] }[] = []
  let path: number[][] = []
  let dash: number[] = []
  const none = () => undefined
  const ctx = {
    ...{ save: none, restore: none, rect: none, clip: none, closePath: none },
    ...{ strokeStyle: '', fillStyle: '' },
    beginPath: () => (path = []),
    lineTo: (x: number, y: number) => path.push([x, y]),
    arc: (x: number, y: number) => path.push([x, y]),
    setLineDash: (of: number[]) => (dash = of),
    stroke() {
      drawn.push({ how: 'stroke', colour: ctx.strokeStyle, dash, path })
    },
    fill() {
      drawn.push({ how: 'fill', colour: ctx.fillStyle, dash, path })
    },
  }
  return { ctx, drawn }
}

const scale = (min: number, max: number, from: number, to: number): Scale =>
  ({
    ...{ min, max },
    getPixelForValue: (value: number) => from + ((value - min) / (max - min)) * (to - from),
  }) as Scale

function chart(ctx: unknown): Chart {
  return {
    ctx,
    chartArea: { left: 50, top: 10, width: 100, height: 200 },
    scales: { x: scale(0, 10, 50, 150), y: scale(0, 1, 210, 10) },
  } as unknown as Chart
}

const ink = { colour: (name: string) => `#${name}` } as unknown as Ink
const first: CurveSpec = {
  ...{ id: 'a', label: 'a', colour: 'run-1', dash: [4, 2] },
  points: [
    { x: 0, y: 0, low: 0, high: 0.5 },
    { x: 10, y: 1, low: 0.5, high: 1 },
  ],
  raw: [
    { x: 0, y: 0.25 },
    { x: 5, y: 0.75 },
  ],
}
const second: CurveSpec = {
  ...{ id: 'b', label: 'b', colour: 'run-2' },
  points: [{ x: 5, y: 0.5 }],
}

describe('charts/paint-curves', () => {
  it('draws raw lines below bands below lines, the first curve on top', () => {
    const { ctx, drawn } = paper()
    paintCurves(chart(ctx), [first, second], ink)
    expect(drawn.map(({ how, colour }) => `${how} ${String(colour)}`)).toEqual([
      ...['stroke #run-147', 'stroke #run-2', 'fill #run-2', 'fill #run-126', 'stroke #run-1'],
    ])
    expect(drawn.at(-1)).toMatchObject({
      dash: [4, 2],
      path: [
        [50, 210],
        [150, 10],
      ],
    })
    expect(drawn[3]?.path).toEqual([
      ...[
        [50, 110],
        [150, 10],
      ],
      ...[
        [150, 110],
        [50, 210],
      ],
    ])
    // One point alone is a dot.
    expect(drawn[2]?.path).toEqual([[100, 110]])
  })

  it('tells where lines lie, to keep names clear of them', () => {
    expect(linesOf(chart(null), [first, second])).toEqual([
      [
        { x: 50, y: 210 },
        { x: 150, y: 10 },
      ],
      [
        { x: 50, y: 160 },
        { x: 100, y: 60 },
      ],
      [{ x: 100, y: 110 }],
    ])
  })

  it('reaches to every end of a band and every point before smoothing', () => {
    expect(heightsOf([first, second])).toEqual({ suggestedMin: 0, suggestedMax: 1 })
    expect(heightsOf([{ ...second, raw: [{ x: 0, y: 3 }] }])).toEqual({
      ...{ suggestedMin: 0.5, suggestedMax: 3 },
    })
    expect(heightsOf([])).toEqual({})
  })
})
