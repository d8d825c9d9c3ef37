import { formatEpsilon, type CurveScore, type Evaluation, type RunSpec } from '#contract'
import {
  type AxisSpec,
  type CurveSpec,
  type LineChartSpec,
  type MarkSpec,
} from '../charts/index.ts'

type Over = CurveScore['over']
/** What training is known by. */
type Trained = Pick<RunSpec, 'curriculum'>

const share = (value: number): string => value.toFixed(3)
const tenth = (value: number): string => value.toFixed(1)

/** The accuracy axis of every chart. */
export const accuracyAxis: AxisSpec = {
  label: 'accuracy',
  min: 0,
  max: 1,
  ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
  format: share,
  formatTick: tenth,
}

const axes: Readonly<Record<Over, AxisSpec>> = {
  epsilon: { label: 'perturbation radius ε', format: formatEpsilon },
  rotation: { label: 'rotation, ± degrees', format: (value) => `${Number(value.toFixed(2))}` },
  translation: { label: 'translation, ± px', format: (value) => `${Number(value.toFixed(2))}` },
  budget: {
    label: 'spatial budget, share of ± 180° and of the image',
    format: (value) => `${Number(value.toFixed(2))}`,
  },
}

export const curveTitles: Readonly<Record<Over, string>> = {
  epsilon: 'Accuracy under attack',
  rotation: 'Accuracy under rotation',
  translation: 'Accuracy under translation',
  budget: 'Accuracy under rotation and translation together',
}

/**
 * A curve with what the same evaluation measured without any attack as its point at ε = 0, where
 * no prediction changes. (A curve
 * over angles has no such point: its transforms shift as well.)
 */
export function withClean(curve: CurveScore, evaluation: Evaluation): CurveScore {
  const clean = evaluation.plans.find(({ family }) => family === 'clean')
  const isKnown = curve.points.some(({ value }) => value === 0)
  if (curve.over !== 'epsilon' || isKnown || !clean) return curve
  const { accuracy, interval } = clean
  return {
    ...curve,
    points: [{ value: 0, accuracy, interval, invariance: 1 }, ...curve.points],
  }
}

/** Marks the hardest value that training reached, where the chart goes that far. */
function trainedTo(over: Over, specs: readonly Trained[]): MarkSpec[] {
  // No lane has both settings in one.
  if (over === 'budget') return []
  const reached = specs.map(({ curriculum }) =>
    Math.max(0, ...(curriculum.lanes[over] ?? []).map(({ value }) => value)),
  )
  const hardest = new Set(reached.filter((value) => value > 0))
  return [...hardest].map((x) => ({ x, label: 'trained to here' }))
}

function pointsOf(curve: CurveScore): CurveSpec['points'] {
  return [...curve.points]
    .sort((a, b) => a.value - b.value)
    .map(({ value, accuracy, interval }) => ({
      x: value,
      y: accuracy,
      low: interval[0],
      high: interval[1],
    }))
}

function axisOf(over: Over, curves: readonly CurveSpec[]): AxisSpec {
  const values = curves.flatMap(({ points }) => points.map(({ x }) => x))
  return { ...axes[over], min: Math.min(0, ...values), max: Math.max(...values) }
}

function chartOf(
  over: Over,
  curves: readonly CurveSpec[],
  specs: readonly Trained[],
): LineChartSpec {
  const x = axisOf(over, curves)
  const marks = trainedTo(over, specs).filter((mark) => mark.x <= (x.max ?? 0))
  // Several lines would need several labels: one is said, more are left to the curricula.
  return { x, y: accuracyAxis, curves, marks: marks.length === 1 ? marks : [] }
}

/** Accuracy and label-free invariance of one run against one setting. */
export function ownCurve(curve: CurveScore, spec: RunSpec): LineChartSpec {
  const colour = curve.over === 'epsilon' ? 'adversarial' : 'spatial'
  const invariance: CurveSpec = {
    id: 'invariance',
    label: 'invariance rate',
    colour: 'soft',
    dash: [4, 3],
    points: pointsOf(curve).flatMap(({ x }) => {
      const rate = curve.points.find(({ value }) => value === x)?.invariance
      return typeof rate === 'number' ? [{ x, y: rate }] : []
    }),
  }
  const accuracy = {
    id: 'accuracy',
    label: 'accuracy',
    colour,
    points: pointsOf(curve),
    dots: true,
  }
  const curves = invariance.points.length > 0 ? [accuracy, invariance] : [accuracy]
  return chartOf(curve.over, curves as CurveSpec[], [spec])
}

/** The same setting, several curves; `specs` are those that training is marked of. */
export function overlaidCurves(
  over: Over,
  curves: readonly CurveSpec[],
  specs: readonly Trained[],
): LineChartSpec {
  return chartOf(over, curves, specs)
}

/** A chart of accuracy in words: where each curve starts and ends. */
export function describeCurves(spec: LineChartSpec): string {
  const parts = spec.curves.map(({ label, points }) => {
    const [first, last] = [points[0], points.at(-1)]
    if (!first || !last) return `${label}: no points`
    return `${label} ${share(first.y)} at ${spec.x.format(first.x)}, ${share(last.y)} at ${spec.x.format(last.x)}`
  })
  return `${spec.x.label}. ${parts.join('; ')}.`
}
