import type { Curriculum } from '../curriculum.ts'
import { positionLike, stepOf } from '../extent.ts'
import { laneNames, type Easing, type Keyframe, type LaneName, type Position } from '../lane.ts'
import { clampToLane } from '../lint.ts'
import { positionsResolved } from '../resolve.ts'
import { laneAt } from '../settings.ts'
import { keyAt, settle, type Edit, type EditFrame, type KeyRef } from './settle.ts'

/** A key that was copied: its lane, how far it lay behind the first one, and what it says. */
export interface CopiedKey {
  readonly lane: LaneName
  /** Steps. */
  readonly after: number
  readonly value: number
  readonly easing: Easing
}

/** Keys as they can be put elsewhere, in rising order of step. */
export function copyKeys(
  curriculum: Curriculum,
  refs: readonly KeyRef[],
  { extent }: EditFrame,
): readonly CopiedKey[] {
  const found = refs.map((ref) => {
    const { at, value, easing } = keyAt(curriculum, ref)
    return { lane: ref.lane, step: stepOf(at, extent), value, easing }
  })
  const first = Math.min(...found.map(({ step }) => step))
  return found
    .sort((a, b) => a.step - b.step)
    .map(({ lane, step, value, easing }) => ({ lane, after: step - first, value, easing }))
}

/**
 * Puts copied keys where the first of them is to lie; those beyond the end of the run are left out,
 * and keys already on their steps are replaced.
 * @param at of the first key, in the unit all are to be written in.
 */
export function pasteKeys(
  curriculum: Curriculum,
  copied: readonly CopiedKey[],
  at: Position,
  { extent, norm }: EditFrame,
): Edit {
  const start = stepOf(at, extent)
  const arriving = laneNames.flatMap((lane) => {
    const keys = copied
      .filter((key) => key.lane === lane && start + key.after <= extent.steps)
      .map(({ after, value, easing }) => ({
        at: after === 0 ? at : positionLike(at, start + after, extent),
        value: clampToLane(lane, value, norm),
        easing,
      }))
    return keys.length > 0 ? [[lane, keys] as const] : []
  })
  return settle(curriculum, new Map(arriving), [], extent)
}

/** A level drawn over [from, to) steps. */
export interface Stroke {
  readonly from: number
  readonly to: number
  readonly value: number
}

/**
 * Draws levels into a lane: holds that replace what lay under them. The curve is as it was before the
 * first stroke and from the end of the last one on (a bezier that is cut goes on straight).
 * @param strokes adjoining, in rising order.
 * @param unit of the positions that are made.
 */
export function drawLevels(
  curriculum: Curriculum,
  lane: LaneName,
  strokes: readonly Stroke[],
  unit: Position,
  { extent, norm }: EditFrame,
): Edit {
  const first = strokes.at(0)
  const last = strokes.at(-1)
  if (!first || !last) return { curriculum, keys: [] }
  const resolved = positionsResolved({ ...curriculum, muted: [] }, extent)
  const keyframe = (step: number, value: number, easing: Easing): Keyframe => ({
    at: positionLike(unit, step, extent),
    value,
    easing,
  })
  const levels = strokes
    .map(({ from, value }) => ({ from, value: clampToLane(lane, value, norm) }))
    .filter(({ value }, i, all) => i === 0 || value !== all[i - 1].value)
    .map(({ from, value }) => keyframe(from, value, 'hold'))
  const keys = curriculum.lanes[lane] ?? []
  const steps = keys.map((key) => stepOf(key.at, extent))
  const before = resolved.lanes[lane]?.findLast(({ step }) => step < first.from)
  // A slope that ran into the strokes still ends where it did, one step before them; a lane that
  // began later begins as it did.
  const slope = before && before.easing !== 'hold' && before.step < first.from - 1
  const cutAt = slope ? first.from - 1 : !before && first.from > 0 ? 0 : undefined
  const cut = cutAt === undefined ? [] : [keyframe(cutAt, laneAt(resolved, lane, cutAt), 'hold')]
  const under = resolved.lanes[lane]?.findLast(({ step }) => step <= last.to)
  const rest =
    last.to < extent.steps && !steps.includes(last.to)
      ? [keyframe(last.to, laneAt(resolved, lane, last.to), straightened(under?.easing))]
      : []
  const old = steps.flatMap((step, index) =>
    step >= first.from && step < last.to ? [{ lane, index }] : [],
  )
  return settle(curriculum, new Map([[lane, [...cut, ...levels, ...rest]]]), old, extent)
}

/** What goes on from a cut: a hold stays one, everything else goes straight. */
function straightened(easing: Easing | undefined): Easing {
  return easing === undefined || easing === 'hold' ? 'hold' : 'linear'
}
