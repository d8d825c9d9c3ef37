import type { AxisSpec, CurveSpec, LineChartSpec } from '../../charts/index.ts'
import { accuracyAxis } from '../../run/index.ts'
import type { Series } from '../../state/index.ts'
import { formatBytes, formatCount } from '../../wording/index.ts'

type SeriesOf = (name: string) => Series

function stepAxis(totalSteps: number): AxisSpec {
  return { label: 'step', min: 0, max: Math.max(1, totalSteps), format: formatCount }
}

/** The training objective over the run. */
export function lossChart(seriesOf: SeriesOf, totalSteps: number): LineChartSpec {
  const points = seriesOf('loss')
  return {
    x: { ...stepAxis(totalSteps), label: '' },
    y: { label: 'loss', min: 0, format: (value) => String(Number(value.toFixed(3))) },
    curves: points.length === 0 ? [] : [{ id: 'loss', label: 'loss', colour: 'ink', points }],
  }
}

const accuracies: readonly Omit<CurveSpec, 'points'>[] = [
  { id: 'trainAccuracy', label: 'as trained', colour: 'soft', dash: [2, 2] },
  { id: 'cleanAccuracy', label: 'clean', colour: 'ink', dots: true },
  { id: 'adversarialAccuracy', label: 'adversarial', colour: 'adversarial', dots: true },
  { id: 'spatialAccuracy', label: 'spatial', colour: 'spatial', dots: true },
]

/** Accuracy on the batches trained on, and of each probe on test images. */
export function accuracyChart(seriesOf: SeriesOf, totalSteps: number): LineChartSpec {
  return {
    x: stepAxis(totalSteps),
    y: accuracyAxis,
    curves: accuracies.flatMap((curve) => {
      const points = seriesOf(curve.id)
      return points.length === 0 ? [] : [{ ...curve, points }]
    }),
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
  if (spec.curves.length === 0) return 'No step has finished yet.'
  const parts = spec.curves.map(({ label, points }) => {
    const last = points.at(-1)
    return last ? `${label} ${spec.y.format(last.y)} at step ${formatCount(last.x)}` : label
  })
  return `${parts.join(', ')}.`
}
