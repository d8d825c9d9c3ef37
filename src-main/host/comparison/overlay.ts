import { decimate } from '#comparison'
import type { Overlay, OverlayAxis, OverlayRequest } from '#contract'
import type { ReadableStore, RunRow } from '#store'
import { requireRun, type Desk } from '../desk.ts'
import { countedRuns } from '../counted.ts'
import { meanLine, strengthLine, type BandedLine, type Line, type RunSeries } from './series.ts'
import { stepClock } from './step-clock.ts'

type Curve = Overlay['curves'][number]

/**
 * One metric of several groups on one axis, thinned to what a plot of that width can show. Runs
 * without the metric, or without a time for their steps, have no line.
 * @throws CuspError `run.unknown`.
 */
export function overlayMetrics(desk: Pick<Desk, 'store'>, request: OverlayRequest): Overlay {
  const groups = request.groups.flatMap((ids) => {
    const runs = countedRuns(ids.map((id) => requireRun(desk, id)))
    const series = runs.flatMap((run) => seriesOf(desk.store, run, request) ?? [])
    return series.length === 0 ? [] : [{ id: ids[0], series }]
  })
  const domain = domainOf(
    groups.flatMap(({ series }) => series),
    request.over,
  )
  if (!domain) return { domain: null, curves: [] }
  return {
    domain,
    curves: groups.map(({ id, series }) => curveOf(id, series, domain, request)),
  }
}

function curveOf(
  group: string,
  series: readonly RunSeries[],
  domain: readonly [number, number],
  request: OverlayRequest,
): Curve {
  const { over, pixels, smoothing, band } = request
  const window = { from: request.from ?? domain[0], to: request.to ?? domain[1], pixels }
  if (over === 'epsilon' || over === 'rotation') {
    const lines = series.map(({ x, values }) => ({ x, y: values }))
    return {
      group,
      ...shown(strengthLine(lines, [window.from, window.to], pixels), window),
      raw: null,
    }
  }
  const line = meanLine(series, smoothing, band)
  const raw = smoothing === 0 ? null : shownLine(meanLine(series, 0, 'none'), window)
  return { group, ...shown(line, window), raw }
}

type Window = Parameters<typeof decimate>[2]

function shown(line: BandedLine, window: Window): Omit<Curve, 'group' | 'raw'> {
  const kept = decimate(line.x, line.y, window)
  const of = (column: ArrayLike<number> | null) => column && kept.map((i) => short(column[i]))
  const pick = (column: ArrayLike<number>) => kept.map((i) => short(column[i]))
  return {
    count: line.count,
    x: pick(line.x),
    y: pick(line.y),
    low: of(line.low),
    high: of(line.high),
  }
}

function shownLine({ x, y }: Line, window: Window): Curve['raw'] {
  const kept = decimate(x, y, window)
  return { x: kept.map((i) => short(x[i])), y: kept.map((i) => short(y[i])) }
}

/** Six digits are more than a plot shows, and half of the bytes. */
function short(value: number): number {
  return Number(value.toPrecision(6))
}

/** Training begins at 0 on every axis but those of strength, so that charts of metrics align. */
function domainOf(all: readonly RunSeries[], over: OverlayAxis): [number, number] | null {
  const isStrength = over === 'epsilon' || over === 'rotation'
  let [low, high] = [isStrength ? Infinity : 0, -Infinity]
  for (const { x } of all) {
    for (let i = 0; i < x.length; i++) {
      if (x[i] < low) low = x[i]
      if (x[i] > high) high = x[i]
    }
  }
  return low > high ? null : [low, high]
}

function seriesOf(
  store: ReadableStore,
  run: RunRow,
  { metric, over }: OverlayRequest,
): RunSeries | null {
  const { steps, values } = store.metrics.columns(run.number, metric)
  const place = placeOf(store, run, over)
  if (steps.length === 0 || !place) return null
  return { steps, values, x: over === 'step' ? steps : Float64Array.from(steps, place) }
}

/** Where a step of a run is on the axis; null where nobody knows. */
function placeOf(
  store: ReadableStore,
  run: RunRow,
  over: OverlayAxis,
): ((step: number) => number) | null {
  switch (over) {
    case 'step':
      return (step) => step
    case 'epoch':
      return (step) => step / Math.max(1, run.stepsPerEpoch)
    case 'active':
    case 'wall': {
      const clock = stepClock(store.events.moments(run.number))
      return clock && ((step) => clock[over](step))
    }
    case 'epsilon':
    case 'rotation':
      return settingAt(store.metrics.columns(run.number, `setting.${over}`))
  }
}

/** A setting was recorded where it changed: it holds until the next. Zero where it never was. */
function settingAt({ steps, values }: { steps: number[]; values: number[] }) {
  let at = 0
  return (step: number): number => {
    // Steps are asked in rising order.
    while (at + 1 < steps.length && steps[at + 1] <= step) at++
    return values.at(at) ?? 0
  }
}
