import type { ChartConfiguration, ChartDataset } from 'chart.js'
import { xAxis, yAxis } from './axes.ts'
import type { CurvePoint, CurveSpec, LineChartSpec } from './chart-spec.ts'
import { withAlpha, type Ink } from './ink.ts'
import { gutter } from './plot-area.ts'
import { thin } from './thin.ts'

const pointLimit = 2000

export type LineConfig = ChartConfiguration<'line', { x: number; y: number }[]>
type LineDataset = ChartDataset<'line', { x: number; y: number }[]>

/** Options common to every skin: nothing moves, nothing is parsed, our own legend and read-out. */
export const stillOptions = {
  animation: false,
  parsing: false,
  normalized: true,
  responsive: true,
  maintainAspectRatio: false,
  events: [],
  layout: { padding: { top: 8, right: gutter.right, left: 0, bottom: 0 } },
  plugins: { legend: { display: false }, tooltip: { enabled: false } },
} as const

/** A line chart with bands, as Chart.js takes it. */
export function lineConfig(spec: LineChartSpec, ink: Ink): LineConfig {
  return {
    type: 'line',
    data: {
      datasets: [
        ...spec.curves.flatMap((curve) => rawOf(curve, ink)),
        ...spec.curves.flatMap((curve) => datasetsOf(curve, ink)),
      ],
    },
    options: {
      ...stillOptions,
      events: [],
      scales: { x: xAxis(spec.x, ink), y: yAxis(spec.y, ink) },
    } as LineConfig['options'],
  }
}

function rawOf({ raw, colour, label }: CurveSpec, ink: Ink): LineDataset[] {
  if (!raw) return []
  return [
    {
      ...edge,
      label,
      data: raw.map(({ x, y }) => ({ x, y })),
      borderColor: withAlpha(ink.colour(colour), 0.28),
      borderWidth: 1,
    },
  ]
}

const edge = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, clip: 4 } as const

function datasetsOf(curve: CurveSpec, ink: Ink): LineDataset[] {
  const colour = ink.colour(curve.colour)
  if (curve.isFaint === true) return [faintOf(curve, colour)]
  const points = thin(curve.points, pointLimit)
  const line: LineDataset = {
    label: curve.label,
    data: points.map(({ x, y }) => ({ x, y })),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 1.75,
    borderDash: [...(curve.dash ?? [])],
    borderJoinStyle: 'round',
    pointRadius: curve.dots || points.length === 1 ? 2.5 : 0,
    pointBorderWidth: 0,
    pointHitRadius: 0,
    clip: 4,
  }
  const banded = points.filter(hasInterval)
  return banded.length === 0 ? [line] : [...bandOf(banded, colour), line]
}

/** Narrower than any line that a name must not be written over. */
export const faintWidth = 0.75
/** More than a thin line shows on a screen. */
const faintLimit = 600

function faintOf({ label, points }: CurveSpec, colour: string): LineDataset {
  return {
    ...edge,
    label,
    data: [...thin(points, faintLimit)],
    borderColor: withAlpha(colour, 0.45),
    borderWidth: faintWidth,
  }
}

type BandedPoint = CurvePoint & { readonly low: number; readonly high: number }

function hasInterval(point: CurvePoint): point is BandedPoint {
  return point.low !== undefined && point.high !== undefined
}

/** The interval as two unseen lines with the space between them tinted. */
function bandOf(points: readonly BandedPoint[], colour: string): LineDataset[] {
  return [
    { ...edge, data: points.map(({ x, low }) => ({ x, y: low })) },
    {
      ...edge,
      data: points.map(({ x, high }) => ({ x, y: high })),
      fill: '-1',
      backgroundColor: withAlpha(colour, 0.15),
    },
  ]
}
