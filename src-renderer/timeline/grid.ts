import { laneKinds, type Extent, type LaneName } from '#contract'
import { clamp } from './scale.ts'

/** How far one nudge goes: Alt is fine, Shift is coarse. */
export type Pace = 'fine' | 'normal' | 'coarse'

const grids: Readonly<Record<Exclude<LaneName, 'learningRate'>, Readonly<Record<Pace, number>>>> = {
  epsilon: { fine: 0.1 / 255, normal: 1 / 255, coarse: 4 / 255 },
  rotation: { fine: 1, normal: 5, coarse: 30 },
  attackSteps: { fine: 1, normal: 1, coarse: 5 },
  translation: { fine: 0.1, normal: 0.5, coarse: 2 },
  adversarialShare: { fine: 0.01, normal: 0.05, coarse: 0.25 },
  spatialShare: { fine: 0.01, normal: 0.05, coarse: 0.25 },
}

/** Unit of the first (normal) or second (fine) digit of a learning rate on its way up or down. */
function rateGrid(value: number, direction: -1 | 0 | 1, pace: Pace): number {
  if (value <= 0) return 1e-5
  const power = Math.log10(value)
  const exact = Math.abs(power - Math.round(power)) < 1e-9
  const decade = exact && direction < 0 ? Math.round(power) - 1 : Math.floor(power + 1e-9)
  return 10 ** (pace === 'fine' ? decade - 1 : decade)
}

/** Removes the dust of binary fractions; keeps n/255 exact to the last bit that matters. */
function tidy(lane: LaneName, value: number): number {
  if (lane === 'epsilon') return Number((value * 255).toPrecision(12)) / 255
  return Number(value.toPrecision(12))
}

/** `value` inside the lane's range, whole where the lane is. */
export function clampValue(lane: LaneName, value: number): number {
  const { lowest, highest, whole } = laneKinds[lane]
  return clamp(whole ? Math.round(value) : value, lowest, highest)
}

/** The point of the lane's grid nearest to `value`. */
export function snapValue(lane: LaneName, value: number, pace: Pace): number {
  const grid =
    lane === 'learningRate' ? rateGrid(value, 0, pace) : grids[lane][pace]
  return clampValue(lane, tidy(lane, Math.round(value / grid) * grid))
}

/** One nudge up or down, landing on the grid and staying in range. */
export function nudgeValue(
  lane: LaneName,
  value: number,
  direction: -1 | 1,
  pace: Pace,
): number {
  if (lane === 'learningRate' && pace === 'coarse' && value > 0) {
    return clampValue(lane, tidy(lane, direction > 0 ? value * 10 : value / 10))
  }
  const grid =
    lane === 'learningRate' ? rateGrid(value, direction, pace) : grids[lane][pace]
  const cell = tidy(lane, value) / grid
  const next =
    direction > 0 ? Math.floor(cell + 1e-6) + 1 : Math.ceil(cell - 1e-6) - 1
  return clampValue(lane, tidy(lane, next * grid))
}

/** The nearest start of an epoch (or the end of the run) where `toEpochs`, else the nearest step. */
export function snapStep(step: number, extent: Extent, toEpochs: boolean): number {
  const unit = toEpochs ? extent.stepsPerEpoch : 1
  return clamp(Math.round(step / unit) * unit, 0, extent.steps)
}

/** One nudge left or right: an epoch where `toEpochs`, else a step; coarse goes ten times as far. */
export function nudgeStep(
  step: number,
  direction: -1 | 1,
  extent: Extent,
  pace: Pace,
  toEpochs: boolean,
): number {
  const unit = toEpochs && pace !== 'fine' ? extent.stepsPerEpoch : 1
  const cells = pace === 'coarse' ? 10 : 1
  const cell = step / unit
  const next = direction > 0 ? Math.floor(cell) + cells : Math.ceil(cell) - cells
  return clamp(next * unit, 0, extent.steps)
}
