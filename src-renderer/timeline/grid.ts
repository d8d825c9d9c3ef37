import { laneKinds, type Extent, type LaneName } from '#contract'
import { epsilonUnitOf, type EpsilonUnit } from './epsilon-unit.ts'
import { smallestRate } from './lane-axis.ts'
import { clamp } from './scale.ts'

/** How far one nudge goes: Alt is fine, Shift is coarse. */
export type Pace = 'fine' | 'normal' | 'coarse'

/** Points a lane's values snap to: so many to one unit, or the digits of the value itself. */
export type ValueGrid =
  | { readonly kind: 'even'; readonly perUnit: Readonly<Record<Pace, number>> }
  | { readonly kind: 'digits' }

const even = (fine: number, normal: number, coarse: number): ValueGrid => ({
  kind: 'even',
  perUnit: { fine, normal, coarse },
})

const grids: Readonly<Record<LaneName, ValueGrid>> = {
  epsilon: even(2550, 255, 63.75),
  rotation: even(1, 1 / 5, 1 / 30),
  attackSteps: even(1, 1, 1 / 5),
  translation: even(10, 2, 1 / 2),
  adversarialShare: even(100, 20, 4),
  spatialShare: even(100, 20, 4),
  learningRate: { kind: 'digits' },
}
const decimalEpsilon = even(1000, 100, 20)

/** The grid of a lane that holds `values`. */
export function valueGrid(
  lane: LaneName,
  values: readonly number[],
  unit: EpsilonUnit = epsilonUnitOf(values),
): ValueGrid {
  return lane === 'epsilon' && unit === 'decimal' ? decimalEpsilon : grids[lane]
}

/** How many grid points there are to one unit at `value`, on its way in `direction`. */
function densityAt(grid: ValueGrid, value: number, direction: -1 | 0 | 1, pace: Pace): number {
  if (grid.kind === 'even') return grid.perUnit[pace]
  if (value < smallestRate) return 1e5
  const power = Math.log10(value)
  const exact = Math.abs(power - Math.round(power)) < 1e-9
  const decade = exact && direction < 0 ? Math.round(power) - 1 : Math.floor(power + 1e-9)
  return 10 ** -(pace === 'fine' ? decade - 1 : decade)
}

/** The quotient of two whole-ish numbers without the dust of binary fractions. */
function pointAt(cell: number, density: number): number {
  const exact = Number.isInteger(density) ? cell / density : cell * (1 / density)
  return Number.isInteger(density) ? exact : Number(exact.toPrecision(12))
}

/** `value` inside the lane's range, whole where the lane is. */
export function clampValue(lane: LaneName, value: number): number {
  const { lowest, highest, whole } = laneKinds[lane]
  return clamp(whole ? Math.round(value) : value, lowest, highest)
}

/** The point of the lane's grid nearest to `value`. */
export function snapValue(lane: LaneName, grid: ValueGrid, value: number, pace: Pace): number {
  const density = densityAt(grid, value, 0, pace)
  return clampValue(lane, pointAt(Math.round(value * density), density))
}

/** One nudge up or down, landing on the grid and staying in range. */
export function nudgeValue(
  lane: LaneName,
  grid: ValueGrid,
  value: number,
  direction: -1 | 1,
  pace: Pace,
): number {
  if (grid.kind === 'digits' && pace === 'coarse' && value >= smallestRate) {
    return clampValue(lane, Number((direction > 0 ? value * 10 : value / 10).toPrecision(12)))
  }
  const density = densityAt(grid, value, direction, pace)
  const cell = value * density
  const next = direction > 0 ? Math.floor(cell + 1e-6) + 1 : Math.ceil(cell - 1e-6) - 1
  return clampValue(lane, pointAt(next, density))
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

/** As `nudgeStep`, on to the first step that is not taken; where none is free it stays. */
export function nudgePast(
  taken: readonly number[],
  from: number,
  direction: -1 | 1,
  extent: Extent,
  pace: Pace,
  toEpochs: boolean,
): number {
  let step = from
  do {
    const next = nudgeStep(step, direction, extent, pace, toEpochs)
    if (next === step) return from
    step = next
  } while (taken.includes(step))
  return step
}

/**
 * Where a new key goes that is asked for without a place: on `wanted`, or half way from the key at
 * `index` to the next where a key is already there.
 */
export function stepBeside(
  keys: readonly { readonly step: number }[],
  index: number,
  wanted: number,
  extent: Extent,
  toEpochs: boolean,
): number {
  if (!keys.some(({ step }) => step === wanted)) return wanted
  const from = keys[index]?.step ?? 0
  const to = keys[index + 1]?.step ?? extent.steps
  const middle = snapStep((from + to) / 2, extent, toEpochs)
  return middle > from && middle < to ? middle : Math.round((from + to) / 2)
}
