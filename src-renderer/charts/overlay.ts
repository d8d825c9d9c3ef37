import type { Chart, Plugin } from 'chart.js'
import type { MarkSpec, ScatterPoint } from './chart-spec.ts'
import type { Ink } from './ink.ts'
import { placeLabels } from './place-labels.ts'

/** What is drawn over a chart, asked anew at each drawing. */
export interface OverlaySpec {
  readonly ink: () => Ink
  readonly cursor: () => number | null
  readonly marks: () => readonly MarkSpec[]
  readonly labels: () => readonly ScatterPoint[]
}

/** A Chart.js plugin that draws the cursor, named places and names of points. */
export function overlay(spec: OverlaySpec): Plugin {
  return {
    id: 'overlay',
    afterDatasetsDraw(chart) {
      const ink = spec.ink()
      chart.ctx.save()
      chart.ctx.font = `11px ${ink.font}`
      for (const mark of spec.marks()) drawMark(chart, mark, ink)
      drawLabels(chart, spec.labels(), ink)
      drawCursor(chart, spec.cursor(), ink)
      chart.ctx.restore()
    },
  }
}

function verticalLine(chart: Chart, x: number): void {
  const { ctx, chartArea } = chart
  ctx.beginPath()
  ctx.moveTo(x, chartArea.top)
  ctx.lineTo(x, chartArea.bottom)
  ctx.stroke()
}

function drawCursor(chart: Chart, cursor: number | null, ink: Ink): void {
  const x = cursor === null ? undefined : chart.scales.x?.getPixelForValue(cursor)
  if (x === undefined || x < chart.chartArea.left - 1 || x > chart.chartArea.right + 1) return
  chart.ctx.strokeStyle = ink.colour('ink')
  chart.ctx.lineWidth = 1
  verticalLine(chart, x)
}

function drawMark(chart: Chart, mark: MarkSpec, ink: Ink): void {
  const x = chart.scales.x?.getPixelForValue(mark.x)
  if (x === undefined) return
  const { ctx, chartArea } = chart
  ctx.strokeStyle = ink.colour('ink')
  ctx.lineWidth = 1
  ctx.setLineDash([2, 3])
  verticalLine(chart, x)
  ctx.setLineDash([])
  ctx.fillStyle = ink.soft
  const isRight = x > (chartArea.left + chartArea.right) / 2
  ctx.textAlign = isRight ? 'right' : 'left'
  ctx.fillText(mark.label, x + (isRight ? -6 : 6), chartArea.bottom - 6)
}

function drawLabels(chart: Chart, points: readonly ScatterPoint[], ink: Ink): void {
  const { ctx, chartArea, scales } = chart
  const wanted = points.map((point) => ({
    x: scales.x?.getPixelForValue(point.x) ?? 0,
    y: scales.y?.getPixelForValue(point.y) ?? 0,
    width: ctx.measureText(point.label).width,
  }))
  ctx.textAlign = 'left'
  placeLabels(wanted, chartArea).forEach((place, index) => {
    const point = points[index]
    if (!point || !place) return
    ctx.fillStyle = point.dominated ? ink.soft : ink.colour('ink')
    ctx.fillText(point.label, place.x, place.y)
  })
}
