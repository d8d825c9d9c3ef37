import { shareBand, type BandKind } from '#comparison'
import type { Axis, Panel, Series } from '#figure'
import type { ComparedCurve } from '../comparison.ts'
import type { RunSummary } from '../run.ts'
import { lookOf, type PlotGroup } from './plot-group.ts'
import { strengthWords } from './words.ts'

/** Shares are drawn on all of [0, 1]: a cut axis makes small differences look large. */
export const shareAxis = { from: 0, to: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] } as const

/** Accuracy against how strong an attack is: the mean over each group's runs, with its band. */
export function robustnessPanel(
  curve: ComparedCurve,
  groups: readonly PlotGroup[],
  runs: readonly RunSummary[],
  band: BandKind,
): Panel {
  const series = groups.flatMap((group) => {
    const found = curve.series.find((one) => one.group === group.id)
    const images = runs.find(({ id }) => id === group.id)?.scores?.count ?? 0
    return found ? [seriesOf(group, found.points, band, images)] : []
  })
  return {
    title: '',
    x: axisOf(curve.over, series),
    y: { label: 'accuracy', ...shareAxis },
    series,
  }
}

function axisOf(over: ComparedCurve['over'], series: readonly Series[]): Axis {
  const values = series.flatMap(({ means }) => means.map(([x]) => x))
  const to = Math.max(0, ...values)
  return { label: strengthWords[over], from: Math.min(0, ...values), to: to === 0 ? 1 : to }
}

function seriesOf(
  group: PlotGroup,
  points: ComparedCurve['series'][number]['points'],
  kind: BandKind,
  images: number,
): Series {
  const rising = [...points].sort((a, b) => a.value - b.value)
  const at = rising.map(({ value, accuracies }) => ({
    value,
    ...shareBand(accuracies, kind, images),
  }))
  return {
    ...lookOf(group.place),
    ...{ id: group.id, label: group.label, points: [] },
    means: at.map(({ value, mean }) => [value, mean] as const),
    band: at.flatMap(({ value, low, high }) =>
      low === null || high === null ? [] : [[value, low, high] as const],
    ),
  }
}
