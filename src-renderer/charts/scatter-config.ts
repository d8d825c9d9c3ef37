import type { ChartConfiguration, ChartDataset } from 'chart.js'
import { xAxis, yAxis } from './axes.ts'
import type { ScatterPoint, ScatterSpec } from './chart-spec.ts'
import { withAlpha, type Ink } from './ink.ts'
import { stillOptions } from './line-config.ts'

export type ScatterConfig = ChartConfiguration<'scatter', { x: number; y: number }[]>
type ScatterDataset = ChartDataset<'scatter', { x: number; y: number }[]>

/** The trade-off plot: runs as marks over the region that the front dominates. */
export function scatterConfig(spec: ScatterSpec, ink: Ink): ScatterConfig {
  return {
    type: 'scatter',
    data: {
      datasets: [
        ...spec.points.map((point) => markFor(point, ink)),
        ...spec.points.flatMap((point) => seedsOf(point, ink)),
        frontFor(spec, ink),
      ],
    },
    options: {
      ...stillOptions,
      events: [],
      scales: { x: xAxis(spec.x, ink), y: yAxis(spec.y, ink) },
    } as ScatterConfig['options'],
  }
}

function markFor(point: ScatterPoint, ink: Ink): ScatterDataset {
  const colour = ink.colour(point.colour)
  return {
    label: point.label,
    data: [{ x: point.x, y: point.y }],
    pointStyle: point.shape,
    pointRadius: point.radius ?? 6,
    clip: false,
    backgroundColor: point.dominated ? withAlpha(colour, 0.45) : colour,
    borderColor: ink.panel,
    borderWidth: 1.5,
  }
}

/** Beneath the mean: how far its runs lie apart. */
function seedsOf({ label, colour, seeds = [] }: ScatterPoint, ink: Ink): ScatterDataset[] {
  if (seeds.length < 2) return []
  return [
    {
      label,
      data: seeds.map(([x, y]) => ({ x, y })),
      pointRadius: 2,
      clip: false,
      backgroundColor: withAlpha(ink.colour(colour), 0.55),
      borderWidth: 0,
    },
  ]
}

function frontFor(spec: ScatterSpec, ink: Ink): ScatterDataset {
  return {
    label: 'Pareto front',
    data: spec.front.map(({ x, y }) => ({ x, y })),
    showLine: true,
    borderColor: ink.soft,
    borderWidth: 1,
    borderDash: [4, 3],
    pointRadius: 0,
    fill: { value: spec.foot },
    backgroundColor: withAlpha(ink.colour('ink'), 0.05),
  }
}
