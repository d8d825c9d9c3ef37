import type { Chart, Plugin } from 'chart.js'
import type { CurveSpec, MarkSpec, ScatterPoint } from './chart-spec.ts'
import { withAlpha, type Ink } from './ink.ts'
import { linesOf, paintCurves } from './paint-curves.ts'
import { placeLabels } from './place-labels.ts'
import { placeMark, spanOf, type Box, type Point } from './place-mark.ts'

/** What is drawn over a chart, asked anew at each drawing. */
export interface OverlaySpec {
  readonly ink: () => Ink
  readonly cursor: () => number | null
  /** Lines that are drawn into the plot, below all that lies over it. */
  readonly curves: () => readonly CurveSpec[]
  readonly marks: () => readonly MarkSpec[]
  readonly labels: () => readonly ScatterPoint[]
  /** The line that stands out, if one does. */
  readonly highlighted: () => CurveSpec | null
}

export interface Overlay {
  /** A Chart.js plugin that keeps what the chart drew and draws over it. */
  readonly plugin: Plugin
  /** Draws anew what lies over the chart; the chart itself is a picture by now. */
  repaint(chart: Chart): void
}

/**
 * Named places and names of points, drawn with the chart; and the cursor and the line that stands
 * out, which change with every move of the pointer. Fifty lines of two thousand points must not be
 * drawn for that: at the first move the chart is kept as a picture, and put back before each
 * painting. Not before, because taking the picture waits until all that was drawn is painted.
 */
export function overlay(spec: OverlaySpec): Overlay {
  const kept = document.createElement('canvas')
  /** Whether the picture is of what is drawn now, and whether it may be taken as things are. */
  let state: 'kept' | 'clean' | 'painted over' = 'clean'
  const isMoving = (): boolean => spec.cursor() !== null || spec.highlighted() !== null
  let isKeeping = false
  return {
    plugin: {
      id: 'overlay',
      beforeDatasetsDraw(chart) {
        paintCurves(chart, spec.curves(), spec.ink())
      },
      afterDraw(chart) {
        paintStill(chart, spec)
        state = 'clean'
        if (isKeeping || !isMoving()) return
        paintMoving(chart, spec)
        state = 'painted over'
      },
    },
    repaint(chart) {
      if (chart.canvas.width === 0 || chart.canvas.height === 0) return
      if (state !== 'kept' && !isMoving()) {
        if (state === 'painted over') chart.draw()
        return
      }
      if (state !== 'kept') {
        isKeeping = true
        if (state === 'painted over') chart.draw()
        isKeeping = false
        keep(chart, kept)
        state = 'kept'
      } else putBack(chart, kept)
      paintMoving(chart, spec)
    },
  }
}

function keep({ canvas }: Chart, kept: HTMLCanvasElement): void {
  kept.width = canvas.width
  kept.height = canvas.height
  kept.getContext('2d')?.drawImage(canvas, 0, 0)
}

function putBack({ ctx, canvas }: Chart, kept: HTMLCanvasElement): void {
  ctx.save()
  ctx.setTransform(1, 0, 0, 1, 0, 0)
  ctx.clearRect(0, 0, canvas.width, canvas.height)
  ctx.drawImage(kept, 0, 0)
  ctx.restore()
}

function paintStill(chart: Chart, spec: OverlaySpec): void {
  const [ink, marks, labels] = [spec.ink(), spec.marks(), spec.labels()]
  if (marks.length + labels.length === 0) return
  chart.ctx.save()
  chart.ctx.font = `11px ${ink.font}`
  const taken: Box[] = []
  const lines = marks.length === 0 ? [] : linesOf(chart, spec.curves())
  const marked = marks.map(({ x }) => chart.scales.x?.getPixelForValue(x) ?? 0)
  for (const mark of marks) taken.push(...drawMark(chart, mark, ink, lines, taken, marked))
  drawLabels(chart, labels, ink)
  chart.ctx.restore()
}

function paintMoving(chart: Chart, spec: OverlaySpec): void {
  const ink = spec.ink()
  chart.ctx.save()
  drawHighlighted(chart, spec.highlighted(), ink)
  drawCursor(chart, spec.cursor(), ink)
  chart.ctx.restore()
}

/** The others fade behind a veil, and the line is drawn over it. */
function drawHighlighted(
  { ctx, chartArea, scales }: Chart,
  curve: CurveSpec | null,
  ink: Ink,
): void {
  const { x, y } = scales
  if (!curve || !x || !y) return
  const { left, top, width, height } = chartArea
  ctx.fillStyle = withAlpha(ink.ground, 0.7)
  ctx.fillRect(left, top, width, height)
  ctx.save()
  ctx.beginPath()
  ctx.rect(left, top - 4, width, height + 8)
  ctx.clip()
  ctx.beginPath()
  for (const point of curve.points)
    ctx.lineTo(x.getPixelForValue(point.x), y.getPixelForValue(point.y))
  ctx.strokeStyle = ink.colour(curve.colour)
  ctx.lineWidth = 2.5
  ctx.lineJoin = 'round'
  ctx.setLineDash([...(curve.dash ?? [])])
  ctx.stroke()
  ctx.restore()
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

/** Draws the line and its name; returns where the name is. */
function drawMark(
  chart: Chart,
  mark: MarkSpec,
  ink: Ink,
  lines: readonly Point[][],
  taken: readonly Box[],
  marked: readonly number[],
): Box[] {
  const x = chart.scales.x?.getPixelForValue(mark.x)
  if (x === undefined) return []
  const { ctx, chartArea } = chart
  ctx.strokeStyle = ink.colour('ink')
  ctx.lineWidth = 1
  ctx.setLineDash([2, 3])
  verticalLine(chart, x)
  ctx.setLineDash([])
  ctx.fillStyle = ink.soft
  const span = spanOf(x, ctx.measureText(mark.label).width, chartArea, marked)
  ctx.textAlign = span.isRight ? 'right' : 'left'
  const at = span.isRight ? span.right : span.left
  const { box, isClear } = placeMark(span, chartArea, lines, taken)
  if (!isClear) {
    ctx.strokeStyle = ink.ground
    ctx.lineWidth = 3
    ctx.lineJoin = 'round'
    ctx.strokeText(mark.label, at, box.bottom - 4)
  }
  ctx.fillText(mark.label, at, box.bottom - 4)
  return [box]
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
    // A halo keeps words apart from the lines beneath them.
    ctx.strokeStyle = ink.ground
    ctx.lineWidth = 3
    ctx.lineJoin = 'round'
    ctx.strokeText(point.label, place.x, place.y)
    ctx.fillStyle = point.dominated ? ink.soft : ink.colour('ink')
    ctx.fillText(point.label, place.x, place.y)
  })
}
