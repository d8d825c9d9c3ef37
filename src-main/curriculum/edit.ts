import type { Norm } from '#threat'
import type { Curriculum, Extent } from './curriculum.ts'
import { positionLike, stepOf } from './extent.ts'
import { laneNames, type Easing, type Keyframe, type LaneName, type Position } from './lane.ts'
import { clampToLane } from './lint.ts'

/** A key by its lane and its place in that lane's list. */
export interface KeyRef {
  readonly lane: LaneName
  readonly index: number
}

/** A curriculum after a command, and where the keys it touched are now. */
export interface Edit {
  readonly curriculum: Curriculum
  readonly keys: readonly KeyRef[]
}

/** What the commands measure by: the run's length, and the norm that bounds the epsilon lane. */
export interface EditFrame {
  readonly extent: Extent
  readonly norm?: Norm
}

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
    const value = by.value === 0 ? key.value : clampToLane(ref.lane, key.value + by.value, norm)
    moved.set(ref.lane, [...(moved.get(ref.lane) ?? []), { ...key, at, value }])
  })
  return settle(curriculum, moved, refs, extent)
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

function keyAt(curriculum: Curriculum, ref: KeyRef): Keyframe {
  const key = curriculum.lanes[ref.lane]?.[ref.index]
  if (!key) throw new RangeError(`${ref.lane} has no key ${ref.index}`)
  return key
}

const isOneOf = (refs: readonly KeyRef[], lane: LaneName, index: number): boolean =>
  refs.some((ref) => ref.lane === lane && ref.index === index)

/** The curriculum with each lane's keys passed through `change`; emptied lanes go. */
function mapLanes(
  curriculum: Curriculum,
  change: (keys: readonly Keyframe[], lane: LaneName) => Keyframe[],
): Curriculum {
  const lanes = laneNames.flatMap((lane) => {
    const keys = change(curriculum.lanes[lane] ?? [], lane)
    return keys.length > 0 ? [[lane, keys] as const] : []
  })
  return { ...curriculum, lanes: Object.fromEntries(lanes) }
}

function without(curriculum: Curriculum, refs: readonly KeyRef[]): Curriculum {
  return mapLanes(curriculum, (keys, lane) => keys.filter((_, i) => !isOneOf(refs, lane, i)))
}

function replaced(
  curriculum: Curriculum,
  refs: readonly KeyRef[],
  change: Partial<Keyframe>,
): Curriculum {
  refs.forEach((ref) => keyAt(curriculum, ref))
  return mapLanes(curriculum, (keys, lane) =>
    keys.map((key, i) => (isOneOf(refs, lane, i) ? { ...key, ...change } : key)),
  )
}

/** Takes `old` keys out, puts `arriving` ones in over whatever is on their steps, and sorts. */
function settle(
  curriculum: Curriculum,
  arriving: ReadonlyMap<LaneName, readonly Keyframe[]>,
  old: readonly KeyRef[],
  extent: Extent,
): Edit {
  const stepOfKey = (key: Keyframe): number => stepOf(key.at, extent)
  const settled = mapLanes(without(curriculum, old), (keys, lane) => {
    const incoming = arriving.get(lane)
    if (!incoming) return [...keys]
    const taken = new Set(incoming.map(stepOfKey))
    const kept = keys.filter((key) => !taken.has(stepOfKey(key)))
    return [...kept, ...incoming].sort((a, b) => stepOfKey(a) - stepOfKey(b))
  })
  const keys = laneNames.flatMap((lane) =>
    (arriving.get(lane) ?? []).map((key) => ({
      lane,
      index: (settled.lanes[lane] ?? []).indexOf(key),
    })),
  )
  return { curriculum: settled, keys }
}
