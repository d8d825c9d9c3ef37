import { frontId, type Panel } from '#contract'
import type { AxisSpec, CurvePoint, CurveSpec, LineChartSpec, ScatterSpec } from './chart-spec.ts'
import { markOf } from './run-mark.ts'

/** How a chart writes the numbers of its axes, which print leaves to its own ticks. */
type AxisWords = Pick<AxisSpec, 'format'> & Partial<AxisSpec>

/** The curves of a panel as this screen draws them. @param dots whether each point has one */
export function curvesOfPanel({ series }: Pick<Panel, 'series'>, dots = false): CurveSpec[] {
  return series.map(({ id = '', label, colour, means, band, raw }) => {
    const look = markOf(colour)
    const ends = band.length === 0 ? null : new Map(band.map((end) => [end[0], end] as const))
    return {
      ...{ id, label, colour: look.colour, dash: look.dash },
      ...(dots && { dots }),
      points: means.map(([x, y]): CurvePoint => {
        const end = ends?.get(x)
        return end ? { x, y, low: end[1], high: end[2] } : { x, y }
      }),
      ...(raw && { raw: raw.map(([x, y]) => ({ x, y })) }),
    }
  })
}

/** A panel as a line chart: the same numbers that print draws. */
export function lineSpecOf(panel: Panel, words: { x: AxisWords; y: AxisWords }): LineChartSpec {
  return {
    x: { label: panel.x.label, ...words.x, min: panel.x.from, max: panel.x.to },
    y: { label: panel.y.label, ...words.y, min: panel.y.from, max: panel.y.to },
    curves: curvesOfPanel(panel),
  }
}

/** The radius of a mark of area 1, in px. */
const usual = 6

/** A panel of single points as a scatter chart, with the front among them. */
export function scatterSpecOf(panel: Panel, words: AxisWords): ScatterSpec {
  const axisOf = ({ label, from, to, ticks }: Panel['x']): AxisSpec => ({
    ...{ label, ...words, min: from, max: to },
    ...(ticks && { ticks }),
  })
  const front = panel.series.find(({ id }) => id === frontId)
  return {
    x: axisOf(panel.x),
    y: axisOf(panel.y),
    front: (front?.means ?? []).map(([x, y]) => ({ x, y })),
    foot: panel.y.from,
    points: panel.series.flatMap(({ id = '', label, colour, means, points, area = 1, isFaint }) =>
      id === frontId
        ? []
        : means.map(([x, y]) => ({
            ...{ id, label, x, y, colour: markOf(colour).colour, shape: markOf(colour).shape },
            ...{ radius: usual * Math.sqrt(area), dominated: isFaint === true, seeds: points },
          })),
    ),
  }
}
