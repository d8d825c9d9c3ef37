import type { Norm } from '#threat'
import type { Curriculum } from '../curriculum.ts'
import { positionLike, stepOf } from '../extent.ts'
import type { Easing, Keyframe, LaneName, Position } from '../lane.ts'
import { clampToLane } from '../lint.ts'
import {
  keyAt,
  replaced,
  settle,
  without,
  type Edit,
  type EditFrame,
  type KeyRef,
} from './settle.ts'

/** Adds a key; one already on its step is replaced. The value is clamped to the lane. */
export function addKey(
  curriculum: Curriculum,
  lane: LaneName,
  key: { readonly at: Position; readonly value: number; readonly easing?: Easing },
  { extent, norm }: EditFrame,
): Edit {
  const step = Math.min(stepOf(key.at, extent), extent.steps)
  const at = step === stepOf(key.at, extent) ? key.at : positionLike(key.at, step, extent)
  const added: Keyframe = {
    at,
    value: clampToLane(lane, key.value, norm),
    easing: key.easing ?? 'hold',
  }
  return settle(curriculum, new Map([[lane, [added]]]), [], extent)
}

/**
 * Moves keys together in time and value. The group stops as one at the ends of the run; each value
 * stops at its lane's range. A key that is dropped on replaces the one it lands on. Positions keep
 * the unit they are written in.
 */
export function moveKeys(
  curriculum: Curriculum,
  refs: readonly KeyRef[],
  by: { readonly steps: number; readonly value: number },
  { extent, norm }: EditFrame,
): Edit {
  const steps = refs.map((ref) => stepOf(keyAt(curriculum, ref).at, extent))
  const least = -Math.min(...steps)
  const most = extent.steps - Math.max(...steps)
  const shift = Math.min(Math.max(Math.round(by.steps), least), most)
  const moved = new Map<LaneName, Keyframe[]>()
  refs.forEach((ref, i) => {
    const key = keyAt(curriculum, ref)
    const at = shift === 0 ? key.at : positionLike(key.at, steps[i] + shift, extent)
    const value =
      by.value === 0 ? key.value : clampToLane(ref.lane, tidied(key.value + by.value), norm)
    moved.set(ref.lane, [...(moved.get(ref.lane) ?? []), { ...key, at, value }])
  })
  return settle(curriculum, moved, refs, extent)
}

/**
 * A sum without the dust of binary fractions, so that one value reached in two ways is written alike:
 * a whole number of 255ths as it is divided, anything else in twelve digits.
 */
function tidied(value: number): number {
  const levels = Math.round(value * 255)
  if (Math.abs(value * 255 - levels) < 1e-9) return levels / 255
  return Number(value.toPrecision(12))
}

/** Puts one key at an exact position; a key already there is replaced. */
export function setKeyPosition(
  curriculum: Curriculum,
  ref: KeyRef,
  at: Position,
  { extent }: EditFrame,
): Edit {
  const step = Math.min(stepOf(at, extent), extent.steps)
  const within = step === stepOf(at, extent) ? at : positionLike(at, step, extent)
  const placed = { ...keyAt(curriculum, ref), at: within }
  return settle(curriculum, new Map([[ref.lane, [placed]]]), [ref], extent)
}

/** Removes keys; a lane that loses its last one goes back to its default. */
export function removeKeys(curriculum: Curriculum, refs: readonly KeyRef[]): Edit {
  return { curriculum: without(curriculum, refs), keys: [] }
}

/** Gives one key an exact value, clamped to its lane. */
export function setKeyValue(curriculum: Curriculum, ref: KeyRef, value: number, norm?: Norm): Edit {
  const clamped = clampToLane(ref.lane, value, norm)
  return { curriculum: replaced(curriculum, [ref], { value: clamped }), keys: [ref] }
}

/** Sets how values move from these keys to their next. */
export function setEasing(curriculum: Curriculum, refs: readonly KeyRef[], easing: Easing): Edit {
  return { curriculum: replaced(curriculum, refs, { easing }), keys: refs }
}
