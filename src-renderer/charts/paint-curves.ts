import type { Chart, Scale } from 'chart.js'
import type { CurvePoint, CurveSpec } from './chart-spec.ts'
import { withAlpha, type Ink } from './ink.ts'
import type { Point } from './place-mark.ts'
import { thin } from './thin.ts'

const pointLimit = 2000
/** More than a thin line shows on a screen. */
const faintLimit = 600
/** How far a line may stand out of the plot, in px. */
const over = 4

type BandedPoint = CurvePoint & { readonly low: number; readonly high: number }

/**
 * Draws curves with their bands into the plot of a chart: faint and raw lines at the bottom, then
 * bands, then lines, the first on top. Chart.js makes an object of every point, which for fifty lines
 * of two thousand costs more than all else of the screen; a canvas needs the points alone.
 */
export function paintCurves(chart: Chart, curves: readonly CurveSpec[], ink: Ink): void {
  const { ctx, chartArea } = chart
  const place = placerOf(chart)
  if (!place) return
  ctx.save()
  ctx.beginPath()
  ctx.rect(
    chartArea.left - over,
    chartArea.top - over,
    chartArea.width + 2 * over,
    chartArea.height + 2 * over,
  )
  ctx.clip()
  ctx.lineJoin = 'round'
  const fromBelow = curves.toReversed()
  for (const { points, colour, isFaint } of fromBelow) {
    if (!isFaint) continue
    trace(ctx, thin(points, faintLimit), place)
    stroke(ctx, withAlpha(ink.colour(colour), 0.45), 0.75)
  }
  for (const { raw, colour } of fromBelow) {
    if (!raw) continue
    trace(ctx, raw, place)
    stroke(ctx, withAlpha(ink.colour(colour), 0.28), 1)
  }
  for (const curve of fromBelow) {
    if (curve.isFaint) continue
    const points = thin(curve.points, pointLimit)
    paintBand(ctx, points.filter(hasInterval), withAlpha(ink.colour(curve.colour), 0.15), place)
    trace(ctx, points, place)
    ctx.setLineDash([...(curve.dash ?? [])])
    stroke(ctx, ink.colour(curve.colour), 1.75)
    ctx.setLineDash([])
    if (curve.dots || points.length === 1) paintDots(ctx, points, place, ink.colour(curve.colour))
  }
  ctx.restore()
}

/** Curves as they lie on the canvas, in px; faint ones may be written over. */
export function linesOf(chart: Chart, curves: readonly CurveSpec[]): Point[][] {
  const place = placerOf(chart)
  if (!place) return []
  return curves
    .filter(({ isFaint }) => !isFaint)
    .flatMap(({ points, raw }) => (raw ? [points, raw] : [points]))
    .map((points) => points.map(({ x, y }) => ({ x: place.x(x), y: place.y(y) })))
}

interface Placer {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
}

/** Both scales are linear, so that two places of each tell all others. */
function placerOf({ scales: { x, y } }: Chart): Placer | null {
  return x && y ? { x: along(x), y: along(y) } : null
}

function along(scale: Scale): (value: number) => number {
  const from = scale.getPixelForValue(scale.min)
  const share = (scale.getPixelForValue(scale.max) - from) / (scale.max - scale.min || 1)
  return (value) => from + (value - scale.min) * share
}

function trace(
  ctx: CanvasRenderingContext2D,
  points: readonly CurvePoint[],
  { x, y }: Placer,
): void {
  ctx.beginPath()
  for (const point of points) ctx.lineTo(x(point.x), y(point.y))
}

function stroke(ctx: CanvasRenderingContext2D, colour: string, width: number): void {
  ctx.strokeStyle = colour
  ctx.lineWidth = width
  ctx.stroke()
}

function hasInterval(point: CurvePoint): point is BandedPoint {
  return point.low !== undefined && point.high !== undefined
}

function paintBand(
  ctx: CanvasRenderingContext2D,
  points: readonly BandedPoint[],
  colour: string,
  { x, y }: Placer,
): void {
  if (points.length === 0) return
  ctx.beginPath()
  for (const point of points) ctx.lineTo(x(point.x), y(point.high))
  for (const point of points.toReversed()) ctx.lineTo(x(point.x), y(point.low))
  ctx.closePath()
  ctx.fillStyle = colour
  ctx.fill()
}

function paintDots(
  ctx: CanvasRenderingContext2D,
  points: readonly CurvePoint[],
  { x, y }: Placer,
  colour: string,
): void {
  ctx.fillStyle = colour
  for (const point of points) {
    ctx.beginPath()
    ctx.arc(x(point.x), y(point.y), 2.5, 0, 2 * Math.PI)
    ctx.fill()
  }
}
