import type { AxisSpec, CurveSpec, LineChartSpec } from '../../charts/index.ts'
import { accuracyAxis } from '../../run/index.ts'
import type { Series } from '../../state/index.ts'
import { formatCount } from '../../wording/index.ts'

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

/** A monitor chart in words: what each curve is at now. */
export function describeNow(spec: LineChartSpec): string {
  if (spec.curves.length === 0) return 'No step has finished yet.'
  const parts = spec.curves.map(({ label, points }) => {
    const last = points.at(-1)
    return last ? `${label} ${spec.y.format(last.y)} at step ${formatCount(last.x)}` : label
  })
  return `${parts.join(', ')}.`
}
