import type { Axis, Panel, Series } from '#figure'
import type { Overlay, OverlayAxis } from '../overlay.ts'
import { extentOf, timeUnit } from './extent.ts'
import { lookOf, type PlotGroup } from './plot-group.ts'
import { metricWords, overlayWords } from './words.ts'

interface Looks {
  readonly metric: string
  readonly over: OverlayAxis
  /** The part of the axis that is shown; all of it without. */
  readonly range: readonly [number, number] | null
}

/** One metric of several groups while they trained, as the host answered it. */
export function metricPanel(
  overlay: Overlay | null,
  groups: readonly PlotGroup[],
  { metric, over, range }: Looks,
): Panel {
  const [from, to] = range ?? overlay?.domain ?? [0, 1]
  const series = groups.flatMap((group) => {
    const found = overlay?.curves.find((curve) => curve.group === group.id)
    return found ? [seriesOf(group, found)] : []
  })
  const heights = heightsIn(series, from, to)
  const [low, high] = extentOf(isShare(metric) ? heights.map(toShare) : heights)
  return {
    title: '',
    x: { ...axisOf(over, to), from, to },
    y: { label: metricWords(metric), from: low, to: high },
    series,
  }
}

function axisOf(over: OverlayAxis, to: number): Pick<Axis, 'label' | 'unit'> {
  if (over !== 'active' && over !== 'wall') return { label: overlayWords[over] }
  const { unit, sign } = timeUnit(to)
  return { label: `${overlayWords[over]} (${sign})`, unit }
}

function seriesOf(group: PlotGroup, curve: Overlay['curves'][number]): Series {
  const { x, y, low, high, raw } = curve
  return {
    ...lookOf(group.place),
    ...{ id: group.id, label: group.label, marks: 'few', points: [] },
    means: x.map((at, i) => [at, y[i]] as const),
    band: low && high ? x.map((at, i) => [at, low[i], high[i]] as const) : [],
    ...(raw && { raw: raw.x.map((at, i) => [at, raw.y[i]] as const) }),
  }
}

/** Accuracies and shares are in [0, 1], however far a band of deviations goes. */
function isShare(metric: string): boolean {
  return /(accuracy|share)$/i.test(metric)
}

const toShare = (value: number): number => Math.min(1, Math.max(0, value))

/** Where the axis must reach: bands, and lines without one. There may be 100,000 points. */
function heightsIn(series: readonly Series[], from: number, to: number): number[] {
  let [lowest, highest] = [Infinity, -Infinity]
  for (const { means, band } of series) {
    if (band.length === 0) {
      for (const [x, y] of means) {
        if (x < from || x > to) continue
        if (y < lowest) lowest = y
        if (y > highest) highest = y
      }
    }
    for (const [x, low, high] of band) {
      if (x < from || x > to) continue
      if (low < lowest) lowest = low
      if (high > highest) highest = high
    }
  }
  return lowest > highest ? [] : [lowest, highest]
}
