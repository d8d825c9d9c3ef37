import type { LaneName } from '#contract'
import { epsilonUnitOf, type EpsilonUnit } from './epsilon-unit.ts'
import { decadeScale, linearScale, type Scale, type Span } from './scale.ts'
import { niceTicks } from './ticks.ts'

/** The value axis of one lane: what it spans, how it is spaced and where it is marked. */
export interface LaneAxis {
  readonly domain: Span
  readonly spacing: 'linear' | 'decades'
  readonly ticks: readonly number[]
}

const levels = (counts: readonly number[]): readonly number[] => counts.map((count) => count / 255)

/** Axis tops a lane may take; the first not below the highest value is used. */
const tops: Readonly<Record<Exclude<LaneName, 'learningRate'>, readonly number[]>> = {
  epsilon: levels([4, 8, 12, 16, 24, 32, 64, 96, 128, 192, 255]),
  rotation: [30, 60, 90, 180],
  attackSteps: [10, 20, 40, 80, 200],
  translation: [2, 4, 8, 16, 32, 64],
  adversarialShare: [1],
  spatialShare: [1],
}
const decimalTops = [0.02, 0.04, 0.1, 0.2, 0.3, 0.4, 0.6, 1]

function topsOf(lane: Exclude<LaneName, 'learningRate'>, unit: EpsilonUnit) {
  return lane === 'epsilon' && unit === 'decimal' ? decimalTops : tops[lane]
}

/** Ticks of a linear axis: zero, the middle where it reads well, and the top. */
function marks(lane: LaneName, top: number): readonly number[] {
  if (lane === 'adversarialShare' || lane === 'spatialShare') return [0, 1]
  if (lane === 'attackSteps') return niceTicks({ from: 0, to: top }, 3)
  return [0, top / 2, top]
}

/** Learning rates below this are as good as zero: they do not stretch the axis. */
export const smallestRate = 1e-9

/** Whole decades that hold every positive value, at least two of them. */
function decades(values: readonly number[]): LaneAxis {
  const positive = values.filter((value) => value >= smallestRate)
  const top = positive.length === 0 ? -2 : Math.ceil(Math.log10(Math.max(...positive)) - 1e-9)
  const lowest = Math.floor(Math.log10(Math.min(...positive, 10 ** (top - 2))) + 1e-9)
  const ends = [10 ** lowest, 10 ** top]
  return {
    domain: { from: 10 ** lowest, to: 10 ** top },
    spacing: 'decades',
    ticks: values.some((value) => value < smallestRate) ? [0, ...ends] : ends,
  }
}

/** The axis on which all `values` of a lane can be seen. */
export function laneAxis(
  lane: LaneName,
  values: readonly number[],
  unit: EpsilonUnit = epsilonUnitOf(values),
): LaneAxis {
  if (lane === 'learningRate') return decades(values)
  const highest = Math.max(0, ...values)
  const top = topsOf(lane, unit).find((candidate) => candidate >= highest - 1e-12) ?? highest
  return { domain: { from: 0, to: top }, spacing: 'linear', ticks: marks(lane, top) }
}

/** The axis as a scale from values to the pixels between `bottom` and `top` of a lane. */
export function axisScale(axis: LaneAxis, bottom: number, top: number): Scale {
  const range = { from: bottom, to: top }
  return axis.spacing === 'decades'
    ? decadeScale(axis.domain, range)
    : linearScale(axis.domain, range)
}
