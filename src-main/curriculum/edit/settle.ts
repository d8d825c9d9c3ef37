import type { Norm } from '#threat'
import type { Curriculum, Extent } from '../curriculum.ts'
import { stepOf } from '../extent.ts'
import { laneNames, type Keyframe, type LaneName } from '../lane.ts'

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

/** @throws RangeError where there is no such key: a command was given a stale place. */
export function keyAt(curriculum: Curriculum, ref: KeyRef): Keyframe {
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

export function without(curriculum: Curriculum, refs: readonly KeyRef[]): Curriculum {
  return mapLanes(curriculum, (keys, lane) => keys.filter((_, i) => !isOneOf(refs, lane, i)))
}

/** The curriculum with `change` made to each of these keys. */
export function replaced(
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
export function settle(
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
