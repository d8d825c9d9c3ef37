import {
  addKey,
  extentOfRun,
  laneAt,
  laneNames,
  moveKeys,
  positionsResolved,
  removeKeys,
  setEasing,
  setKeyPosition,
  setKeyValue,
  stepOf,
  type Curriculum,
  type Easing,
  type EditFrame,
  type Extent,
  type KeyRef,
  type LaneName,
  type Position,
  type ResolvedCurriculum,
  type RunSpec,
} from '#contract'
import { laneWords } from '../wording/index.ts'
import { formatValue } from './lane-format.ts'
import type { Shift } from './move.ts'

/** A spec after a command, and the command's name in the history. */
export interface SpecEdit {
  readonly label: string
  readonly spec: RunSpec
}

/** The same of a command on keys, with where those it touched are now. */
export interface NamedEdit extends SpecEdit {
  readonly keys: readonly KeyRef[]
}

/** The length of a spec's run; at least one step, so that there is always an axis to draw. */
export function extentOfSpec(spec: RunSpec): Extent {
  const { batchSize, dataset } = spec
  return extentOfRun(batchSize > dataset.train ? { ...spec, batchSize: dataset.train } : spec)
}

/** A spec's curriculum in steps, muted lanes among the others: what is drawn. */
export function drawnOf(spec: RunSpec): ResolvedCurriculum {
  return resolvedOf({ ...spec, curriculum: { ...spec.curriculum, muted: [] } })
}

/** A spec's curriculum in steps: what holds. */
export function resolvedOf(spec: RunSpec): ResolvedCurriculum {
  return positionsResolved(spec.curriculum, extentOfSpec(spec))
}

/** `spec` with each lane's keys in rising order of step, as the editor counts them. */
export function inStepOrder(spec: RunSpec): RunSpec {
  const extent = extentOfSpec(spec)
  const lanes = Object.entries(spec.curriculum.lanes).map(([lane, keys]) => {
    const steps = keys.map(({ at }) => stepOf(at, extent))
    const sorted = steps.every((step, i) => i === 0 || (steps[i - 1] ?? 0) <= step)
    const order = (a: { at: Position }, b: { at: Position }): number =>
      stepOf(a.at, extent) - stepOf(b.at, extent)
    return [lane, sorted ? keys : keys.toSorted(order), sorted] as const
  })
  if (lanes.every(([, , sorted]) => sorted)) return spec
  const ordered = Object.fromEntries(lanes.map(([lane, keys]) => [lane, keys]))
  return { ...spec, curriculum: { ...spec.curriculum, lanes: ordered } }
}

/** Keys in the order of lanes, in which the curriculum's commands answer. */
export function inLaneOrder(keys: readonly KeyRef[]): readonly KeyRef[] {
  return laneNames.flatMap((lane) => keys.filter((key) => key.lane === lane))
}

/** Adds a key at a step: on the curve where no value is given, eased as the key to its left. */
export function addKeyAt(spec: RunSpec, lane: LaneName, step: number, value?: number): NamedEdit {
  const curriculum = drawnOf(spec)
  const before = curriculum.lanes[lane]?.findLast((key) => key.step <= step)
  const key = {
    at: positionOf(step, curriculum.extent),
    value: value ?? laneAt(curriculum, lane, step),
    easing: before?.easing ?? 'linear',
  }
  const edit = addKey(spec.curriculum, lane, key, frameOf(spec))
  return named(`Add key to ${laneWords[lane].title}`, spec, edit)
}

/**
 * Moves keys together: all of them in time, those of the anchor's lane also in value. The group stops
 * as one at the ends of the run.
 */
export function shiftKeys(
  spec: RunSpec,
  keys: readonly KeyRef[],
  shift: Shift,
  anchor: LaneName,
): NamedEdit {
  const frame = frameOf(spec)
  const steps = keys.map((ref) => stepOfKey(spec, ref))
  const least = -Math.min(...steps)
  const most = frame.extent.steps - Math.max(...steps)
  const by = Math.min(Math.max(Math.round(shift.steps), least), most)
  const moved = laneNames.reduce<{ curriculum: Curriculum; keys: readonly KeyRef[] }>(
    (edit, lane) => {
      const refs = keys.filter((key) => key.lane === lane)
      if (refs.length === 0) return edit
      const value = lane === anchor ? shift.value : 0
      const next = moveKeys(edit.curriculum, refs, { steps: by, value }, frame)
      return { curriculum: next.curriculum, keys: [...edit.keys, ...next.keys] }
    },
    { curriculum: spec.curriculum, keys: [] },
  )
  if (by === 0 && shift.value === 0) return { label: '', spec, keys: inLaneOrder(keys) }
  return named(countKeys('Move', keys.length), spec, moved)
}

/** Puts a key on an exact step, in the unit it is written in where that can say it. */
export function placeKey(spec: RunSpec, ref: KeyRef, at: Position): NamedEdit {
  const edit = setKeyPosition(spec.curriculum, ref, at, frameOf(spec))
  return named(`Place key of ${laneWords[ref.lane].title}`, spec, edit)
}

/** Gives every key of a lane among `keys` the same value; the other keys stay as they are. */
export function setValueOf(
  spec: RunSpec,
  keys: readonly KeyRef[],
  lane: LaneName,
  value: number,
): NamedEdit {
  const curriculum = keys
    .filter((key) => key.lane === lane)
    .reduce(
      (now, key) => setKeyValue(now, key, value, spec.attack.norm).curriculum,
      spec.curriculum,
    )
  const label = `Set ${laneWords[lane].title} to ${formatValue(lane, value)}`
  return named(label, spec, { curriculum, keys })
}

export function setEasingOf(spec: RunSpec, keys: readonly KeyRef[], easing: Easing): NamedEdit {
  const word = typeof easing === 'string' ? easing : 'ease'
  return named(`Ease by ${word}`, spec, setEasing(spec.curriculum, keys, easing))
}

/** Takes keys away; a lane without keys goes, and its default holds. */
export function dropKeys(spec: RunSpec, keys: readonly KeyRef[]): NamedEdit {
  return named(countKeys('Remove', keys.length), spec, removeKeys(spec.curriculum, keys))
}

/** Adds a lane that holds its default from the first step on. */
export function addLaneTo(spec: RunSpec, lane: LaneName, value: number): NamedEdit {
  const key = { at: { epoch: 1 }, value, easing: 'linear' } as const
  const edit = addKey(spec.curriculum, lane, key, frameOf(spec))
  return named(`Add ${laneWords[lane].title}`, spec, edit)
}

export function dropLane(spec: RunSpec, lane: LaneName): NamedEdit {
  const count = spec.curriculum.lanes[lane]?.length ?? 0
  const keys = Array.from({ length: count }, (_, index) => ({ lane, index }))
  return named(`Remove ${laneWords[lane].title}`, spec, removeKeys(spec.curriculum, keys))
}

/** A step as people would write it: the epoch it starts, or the step itself. */
export function positionOf(step: number, extent: Extent): Position {
  const past = step / extent.stepsPerEpoch
  return Number.isInteger(past) ? { epoch: past + 1 } : { step: Math.round(step) }
}

function stepOfKey(spec: RunSpec, { lane, index }: KeyRef): number {
  const key = spec.curriculum.lanes[lane]?.[index]
  return key ? stepOf(key.at, extentOfSpec(spec)) : 0
}

/** What a spec's keys are measured by. */
export function frameOf(spec: RunSpec): EditFrame {
  return { extent: extentOfSpec(spec), norm: spec.attack.norm }
}

export function countKeys(verb: string, count: number): string {
  return count === 1 ? `${verb} key` : `${verb} ${count} keys`
}

/** The spec with an edited curriculum, as a step of history. */
export function named(
  label: string,
  spec: RunSpec,
  edit: { curriculum: Curriculum; keys: readonly KeyRef[] },
): NamedEdit {
  return { label, spec: { ...spec, curriculum: edit.curriculum }, keys: edit.keys }
}
