import type { Overlay } from '#contract'
import type { AxisSpec, CurvePoint, LineChartSpec } from '../../charts/index.ts'
import { formatNumber } from '../../wording/index.ts'
import type { BoardGroup } from './board.svelte.ts'
import { extentOf, metricWords } from './metric-words.ts'

interface Looks {
  readonly axis: AxisSpec
  readonly zoom: readonly [number, number] | null
  readonly metric: string
}

/** What the host answered as a chart of the groups that are shown. */
export function overlaySpec(
  overlay: Overlay | null,
  groups: readonly BoardGroup[],
  { axis, zoom, metric }: Looks,
): LineChartSpec {
  const [from, to] = zoom ?? overlay?.domain ?? [0, 1]
  const curves = groups.flatMap(({ id, label, mark: { colour, dash } }) => {
    const found = overlay?.curves.find(({ group }) => group === id)
    if (!found) return []
    const { raw } = found
    return [
      {
        ...{ id, label, colour, dash, points: pointsOf(found) },
        ...(raw && { raw: raw.x.map((x, i) => ({ x, y: raw.y[i] ?? NaN })) }),
      },
    ]
  })
  const heights = function* (): Generator<number> {
    for (const { points } of curves)
      for (const { x, y, low, high } of points) {
        if (x < from || x > to) continue
        yield low ?? y
        yield high ?? y
      }
  }
  const [min, max] = extentOf(heights())
  return {
    x: { ...axis, min: from, max: to },
    y: { label: metricWords(metric), min, max, format: formatNumber },
    curves,
  }
}

function pointsOf({ x, y, low, high }: Overlay['curves'][number]): CurvePoint[] {
  return x.map((at, i) => {
    const point = { x: at, y: y[i] ?? NaN }
    return low && high ? { ...point, low: low[i] ?? NaN, high: high[i] ?? NaN } : point
  })
}
