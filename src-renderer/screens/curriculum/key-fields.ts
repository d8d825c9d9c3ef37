import {
  stepOf,
  valueProblem,
  type Easing,
  type Extent,
  type LaneName,
  type Norm,
  type Position,
} from '#contract'
import { parseValue } from '../../timeline/lane-format.ts'

export type EasingName = 'hold' | 'linear' | 'ease' | 'ease in' | 'ease out'

const curves: Readonly<Record<EasingName, Easing>> = {
  hold: 'hold',
  linear: 'linear',
  ease: { bezier: [0.42, 0, 0.58, 1] },
  'ease in': { bezier: [0.42, 0, 1, 1] },
  'ease out': { bezier: [0, 0, 0.58, 1] },
}

/** What a key's way to the next can be chosen from. */
export const easingNames = Object.keys(curves) as EasingName[]

export function easingOf(name: EasingName): Easing {
  return curves[name]
}

/** The name of an easing; undefined for a curve that was written by hand. */
export function easingName(easing: Easing): EasingName | undefined {
  const text = JSON.stringify(easing)
  return easingNames.find((name) => JSON.stringify(curves[name]) === text)
}

/** A key's value from what was typed, or the host's sentence on why the lane cannot have it. */
export function readValue(lane: LaneName, text: string, norm: Norm): number | string {
  const value = parseValue(lane, text)
  if (value === undefined) {
    return lane === 'epsilon'
      ? `“${text}” is no epsilon: write 8/255 or 0.0314.`
      : `“${text}” is no number.`
  }
  return valueProblem(lane, value, norm) ?? value
}

/** A position in one unit from what was typed, or why the run has no such place. */
export function readPosition(
  unit: 'step' | 'epoch',
  text: string,
  extent: Extent,
): Position | string {
  const value = Number(text.replace(/[,\s]/g, ''))
  if (text.trim() === '' || !Number.isFinite(value)) return `“${text}” is no number.`
  if (unit === 'step' && !Number.isInteger(value)) return `Step ${text} is not whole.`
  const position: Position = unit === 'step' ? { step: value } : { epoch: value }
  const first = unit === 'step' ? 0 : 1
  const last = unit === 'step' ? extent.steps : extent.steps / extent.stepsPerEpoch + 1
  if (value < first || stepOf(position, extent) > extent.steps) {
    const end = Number(last.toFixed(2))
    return `${unit === 'step' ? 'Step' : 'Epoch'} ${text} is outside the run: write ${first} to ${end}.`
  }
  return position
}
