import {
  copyKeys,
  laneKinds,
  laneNames,
  pasteKeys,
  ripple,
  scaleKeys,
  type CopiedKey,
  type KeyRef,
  type LaneName,
  type RunSpec,
} from '#contract'
import { laneWords } from '../wording/index.ts'
import {
  countKeys,
  drawnOf,
  frameOf,
  named,
  positionOf,
  shiftKeys,
  type NamedEdit,
} from './edits.ts'
import type { Shift } from './move.ts'

/** Stretches keys in time about a step that stays. */
export function scaleSelection(
  spec: RunSpec,
  keys: readonly KeyRef[],
  about: number,
  factor: number,
): NamedEdit {
  const edit = scaleKeys(spec.curriculum, keys, about, factor, frameOf(spec))
  return named(countKeys('Stretch', keys.length), spec, edit)
}

/** As `shiftKeys`, and takes along what lies behind the first of the keys: `lanes` and the stages. */
export function shiftAll(
  spec: RunSpec,
  keys: readonly KeyRef[],
  shift: Shift,
  anchor: LaneName,
  lanes: readonly LaneName[],
): NamedEdit {
  if (shift.steps === 0) return shiftKeys(spec, keys, shift, anchor)
  const drawn = drawnOf(spec)
  const from = Math.min(...keys.map(({ lane, index }) => drawn.lanes[lane]?.[index]?.step ?? 0))
  const rippled = ripple(spec.curriculum, from, shift.steps, lanes, frameOf(spec))
  const label = `${countKeys('Move', keys.length)} and what follows`
  const moved = { ...named(label, spec, rippled), keys }
  if (shift.value === 0) return moved
  return { ...shiftKeys(moved.spec, keys, { steps: 0, value: shift.value }, anchor), label }
}

export function copied(spec: RunSpec, keys: readonly KeyRef[]): readonly CopiedKey[] {
  return keys.length === 0 ? [] : copyKeys(spec.curriculum, keys, frameOf(spec))
}

/**
 * Puts copied keys at a step. Keys of one lane can go into another: where the units differ, values
 * keep their share of the lane's highest value.
 * @param into the lane they go into; without one they go where they came from.
 */
export function pasteAt(
  spec: RunSpec,
  keys: readonly CopiedKey[],
  step: number,
  into?: LaneName,
): NamedEdit {
  const [first] = keys
  const isOfOneLane = first !== undefined && keys.every(({ lane }) => lane === first.lane)
  const arriving = into && isOfOneLane ? keys.map((key) => carried(spec, key, into, keys)) : keys
  const at = positionOf(step, drawnOf(spec).extent)
  const edit = pasteKeys(spec.curriculum, arriving, at, frameOf(spec))
  const where = into && isOfOneLane ? ` into ${laneWords[into].title}` : ''
  return named(`${countKeys('Paste', keys.length)}${where}`, spec, edit)
}

/** What a lane usually goes up to, where neither it nor what is pasted into it says. */
const usual: Readonly<Record<LaneName, number>> = {
  epsilon: 8 / 255,
  rotation: 180,
  attackSteps: 10,
  translation: 4,
  adversarialShare: 1,
  spatialShare: 1,
  learningRate: 0.1,
}

function carried(
  spec: RunSpec,
  key: CopiedKey,
  into: LaneName,
  all: readonly CopiedKey[],
): CopiedKey {
  if (laneKinds[key.lane].unit === laneKinds[into].unit) return { ...key, lane: into }
  const own = spec.curriculum.lanes[into]?.map(({ value }) => value) ?? []
  const top = Math.max(0, ...own) || usual[into]
  const from = Math.max(...all.map(({ value }) => value)) || 1
  return { ...key, lane: into, value: Number(((key.value / from) * top).toPrecision(6)) }
}

/** Lanes whose keys may be changed. */
export function lanesBut(locked: readonly LaneName[]): readonly LaneName[] {
  return laneNames.filter((lane) => !locked.includes(lane))
}
