import type { AxisSpec, CurveSpec, LineChartSpec } from '../../charts/index.ts'
import { accuracyAxis } from '../../run/index.ts'
import type { Series } from '../../state/index.ts'
import { formatBytes, formatCount, formatPlural } from '../../wording/index.ts'

type SeriesOf = (name: string) => Series

/** Another run of the group, drawn faint behind. */
export interface Mate {
  readonly id: string
  /** What tells it from the others: "seed 3". */
  readonly label: string
  readonly seriesOf: SeriesOf
}

function stepAxis(totalSteps: number): AxisSpec {
  return { label: 'step', min: 0, max: Math.max(1, totalSteps), format: formatCount }
}

/** A loss that diverges grows beyond what an axis has room for. */
function formatLoss(value: number): string {
  return value < 1e5 ? String(Number(value.toFixed(3))) : value.toExponential(0).replace('+', '')
}

const lossCurve = { id: 'loss', label: 'loss', colour: 'ink' } as const

/** The training objective over the run. */
export function lossChart(
  seriesOf: SeriesOf,
  totalSteps: number,
  mates: readonly Mate[] = [],
): LineChartSpec {
  return {
    x: { ...stepAxis(totalSteps), label: '' },
    y: { label: 'loss', min: 0, format: formatLoss },
    ...curvesOf([lossCurve], seriesOf, mates),
  }
}

/** The run's own curves, and behind them those of its mates. */
function curvesOf(
  curves: readonly Omit<CurveSpec, 'points'>[],
  seriesOf: SeriesOf,
  mates: readonly Mate[],
  /** Those of the curves that are drawn of mates. */
  shared = curves,
): Pick<LineChartSpec, 'curves' | 'faintLabel'> {
  const own = curves.flatMap((curve) => {
    const points = seriesOf(curve.id)
    return points.length === 0 ? [] : [{ ...curve, points }]
  })
  const faint = mates.flatMap((mate) =>
    shared.flatMap(({ id, label, colour }) => {
      const points = mate.seriesOf(id)
      const named = { id: `${mate.id} ${id}`, label: `${label}, ${mate.label}`, colour }
      return points.length === 0 ? [] : [{ ...named, points, isFaint: true }]
    }),
  )
  const count = new Set(faint.map(({ id }) => id.split(' ')[0])).size
  if (count === 0) return { curves: own }
  const faintLabel = `${formatPlural(count, 'other run')} of the group`
  return { curves: [...own, ...faint], faintLabel }
}

/** The first is of single batches: of many runs at once it would hide the others. */
const accuracies: readonly Omit<CurveSpec, 'points'>[] = [
  { id: 'trainAccuracy', label: 'as trained', colour: 'soft', dash: [2, 2] },
  { id: 'cleanAccuracy', label: 'clean', colour: 'ink', dots: true },
  { id: 'adversarialAccuracy', label: 'adversarial', colour: 'adversarial', dots: true },
  { id: 'spatialAccuracy', label: 'spatial', colour: 'spatial', dots: true },
]

/** Accuracy on the batches trained on, and of each probe on test images. */
export function accuracyChart(
  seriesOf: SeriesOf,
  totalSteps: number,
  mates: readonly Mate[] = [],
): LineChartSpec {
  return {
    x: stepAxis(totalSteps),
    y: accuracyAxis,
    ...curvesOf(accuracies, seriesOf, mates, accuracies.slice(1)),
  }
}

/** The learning rate as it was, on its own scale. */
export function rateChart(seriesOf: SeriesOf, totalSteps: number, step: number): LineChartSpec {
  const points = held(seriesOf('setting.learningRate'), step)
  const format = (value: number): string => String(Number(value.toPrecision(2)))
  const y = { label: 'learning rate', min: 0, format }
  const curve = { id: 'rate', label: 'learning rate', colour: 'optimiser', points } as const
  return { x: stepAxis(totalSteps), y, curves: points.length === 0 ? [] : [curve] }
}

/** What the machine was at: images a second and memory of the worker. */
export function machineChart(
  seriesOf: SeriesOf,
  totalSteps: number,
  what: 'imagesPerSecond' | 'residentBytes',
): LineChartSpec {
  const points = seriesOf(`machine.${what}`)
  const isSpeed = what === 'imagesPerSecond'
  const format = (value: number): string =>
    isSpeed ? `${formatCount(Math.round(value))}/s` : formatBytes(value)
  const y = { label: isSpeed ? 'images a second' : 'memory', min: 0, format }
  const label = isSpeed ? 'images a second' : 'resident memory'
  const curve = { id: what, label, colour: 'soft', points } as const
  return { x: stepAxis(totalSteps), y, curves: points.length === 0 ? [] : [curve] }
}

/** A setting has a point where it changes: its line is flat between two and goes on to the end. */
function held(points: Series, end: number): Series {
  const corners = points.flatMap((point, i) => {
    const before = points[i - 1]
    return before ? [{ x: point.x, y: before.y }, point] : [point]
  })
  const last = points.at(-1)
  return last && end > last.x ? [...corners, { x: end, y: last.y }] : corners
}

/** A monitor chart in words: what each curve is at now. */
export function describeNow(spec: LineChartSpec): string {
  const own = spec.curves.filter(({ isFaint }) => isFaint !== true)
  if (own.length === 0) return 'No step has finished yet.'
  const parts = own.map(({ label, points }) => {
    const last = points.at(-1)
    return last ? `${label} ${spec.y.format(last.y)} at step ${formatCount(last.x)}` : label
  })
  const behind = spec.faintLabel === undefined ? '' : `; ${spec.faintLabel} behind`
  return `${parts.join(', ')}${behind}.`
}
