import { paretoFront, type FamilyPoint } from '#contract'
import type { CurveSpec, LineChartSpec } from '../../charts/index.ts'
import { accuracyAxis } from '../../run/index.ts'

const share = (value: number): string => value.toFixed(3)
const tenth = (value: number): string => value.toFixed(1)
const fifths = [0, 0.2, 0.4, 0.6, 0.8, 1]

const lines = [
  ['cleanAccuracy', 'clean accuracy', 'ink', []],
  ['spatialAccuracy', 'spatial accuracy', 'spatial', []],
  ['spatialInvariance', 'spatial invariance', 'spatial', [6, 3]],
  ['adversarialAccuracy', 'adversarial accuracy', 'adversarial', []],
  ['adversarialInvariance', 'adversarial invariance', 'adversarial', [6, 3]],
] as const

/** Every rate as λ moves from the strong coordinate to the average of all. */
export function ratesChart(points: readonly FamilyPoint[]): LineChartSpec {
  return {
    x: {
      label: 'λ: strong coordinate → average of all',
      min: 0,
      max: 1,
      ticks: fifths,
      format: share,
      formatTick: tenth,
    },
    y: { ...accuracyAxis, label: 'share' },
    curves: lines.map(([id, label, colour, dash]) => ({
      ...{ id, label, colour, dash },
      points: points.map((point) => ({ x: point.lambda, y: point[id] })),
    })),
  }
}

/** The members of the family that no other is better than on both axes, in rising spatial accuracy. */
export function frontOf(points: readonly FamilyPoint[]): FamilyPoint[] {
  const positions = paretoFront(
    points.map((point) => [point.spatialAccuracy, point.adversarialAccuracy]),
    ['maximise', 'maximise'],
  )
  return positions
    .flatMap((position) => points[position] ?? [])
    .sort((a, b) => a.spatialAccuracy - b.spatialAccuracy)
}

/** Adversarial against spatial accuracy: the front of the family, and how far the bound lets it go. */
export function frontChart(points: readonly FamilyPoint[], bound: number | null): LineChartSpec {
  const front: CurveSpec = {
    ...{ id: 'front', label: 'adversarial accuracy of the front', colour: 'mixing', dots: true },
    points: frontOf(points).map((point) => ({
      x: point.spatialAccuracy,
      y: point.adversarialAccuracy,
    })),
  }
  return {
    x: {
      ...{ label: 'spatial accuracy', min: 0, max: 1, ticks: fifths },
      ...{ format: share, formatTick: tenth },
    },
    y: { ...accuracyAxis, label: 'adversarial accuracy' },
    curves: [front],
    marks: bound === null ? [] : [{ x: bound, label: 'bound where adversarial > ½' }],
  }
}

/** The trade-off in a sentence or two. */
export function describeFront(points: readonly FamilyPoint[], bound: number | null): string {
  const front = frontOf(points)
  const [first, last] = [front[0], front.at(-1)]
  if (!first || !last) return 'The family has no members to show.'
  const end = ({ lambda, spatialAccuracy, adversarialAccuracy }: FamilyPoint) =>
    `spatial ${share(spatialAccuracy)} with adversarial ${share(adversarialAccuracy)} at λ = ${lambda.toFixed(2)}`
  const limit =
    bound === null
      ? 'The bound says nothing here, as it needs η < ε and η < 1.'
      : `Where adversarial accuracy is above one half, spatial accuracy is at most ${share(bound)}.`
  return `The front runs from ${end(first)} to ${end(last)}. ${limit}`
}

/** The ends of the family in a sentence. */
export function describeRates(points: readonly FamilyPoint[]): string {
  const at = (point: FamilyPoint | undefined, name: string) =>
    point
      ? `${name}: clean ${share(point.cleanAccuracy)}, spatial ${share(point.spatialAccuracy)}, ` +
        `adversarial ${share(point.adversarialAccuracy)}`
      : ''
  return `${at(points[0], 'Strong coordinate')}. ${at(points.at(-1), 'Average of all')}.`
}
