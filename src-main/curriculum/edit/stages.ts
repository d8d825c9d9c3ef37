import type { Curriculum, Extent, Stage } from '../curriculum.ts'
import { positionLike, stepOf } from '../extent.ts'
import type { Gate } from '../gate.ts'
import { laneNames, type LaneName, type Position } from '../lane.ts'
import { mapBorders, mapKeys, keysWithin } from './time.ts'
import { keyAt, type EditFrame } from './settle.ts'

/** A span of steps that no stage has, around a step; undefined inside a stage. */
function gapAround(
  { stages }: Curriculum,
  step: number,
  extent: Extent,
): { readonly from: number; readonly to: number } | undefined {
  const spans = stages.map(({ from, to }) => [stepOf(from, extent), stepOf(to, extent)] as const)
  if (spans.some(([from, to]) => from <= step && step < to)) return undefined
  return {
    from: Math.max(0, ...spans.map(([, to]) => to).filter((to) => to <= step)),
    to: Math.min(extent.steps, ...spans.map(([from]) => from).filter((from) => from > step)),
  }
}

/** A name that no stage has: "stage 2", "warm-up 2". */
export function freeStageName({ stages }: Curriculum, wish = 'stage'): string {
  const taken = new Set(stages.map(({ name }) => name))
  if (!taken.has(wish)) return wish
  let count = 2
  while (taken.has(`${wish} ${count}`)) count++
  return `${wish} ${count}`
}

/**
 * Makes a stage at a step: of the gap it lies in, or by splitting the stage it lies in. Who splits a
 * gated stage keeps its gate on the second half, which is where the stage still ends.
 * @param at the border, in the unit it is to be written in.
 */
export function addStage(
  curriculum: Curriculum,
  at: Position,
  name: string,
  { extent }: EditFrame,
): Curriculum {
  const step = stepOf(at, extent)
  const gap = gapAround(curriculum, step, extent)
  if (gap) {
    if (gap.from >= gap.to) return curriculum
    const made = {
      name,
      from: positionLike(at, gap.from, extent),
      to: positionLike(at, gap.to, extent),
    }
    return { ...curriculum, stages: inOrder([...curriculum.stages, made], extent) }
  }
  const stages = curriculum.stages.flatMap((stage): Stage[] => {
    const [from, to] = [stepOf(stage.from, extent), stepOf(stage.to, extent)]
    if (step <= from || step >= to) return [stage]
    const { gate, ...plain } = stage
    return [
      { ...plain, to: at },
      { ...stage, name, from: at, ...(gate && { gate }) },
    ]
  })
  return { ...curriculum, stages }
}

export function renameStage(curriculum: Curriculum, index: number, name: string): Curriculum {
  return changed(curriculum, index, (stage) => ({ ...stage, name }))
}

/** Sets or takes away the condition that ends a stage early. */
export function setGate(curriculum: Curriculum, index: number, gate: Gate | undefined): Curriculum {
  return changed(curriculum, index, ({ gate: _old, ...stage }) => ({
    ...stage,
    ...(gate && { gate }),
  }))
}

/** Takes a stage away; the one before it, where it adjoins, takes its span, else the one after. */
export function removeStage(curriculum: Curriculum, index: number, extent: Extent): Curriculum {
  const gone = stageOf(curriculum, index)
  const [from, to] = [stepOf(gone.from, extent), stepOf(gone.to, extent)]
  const others = curriculum.stages.filter((_, i) => i !== index)
  const before = others.findIndex((stage) => stepOf(stage.to, extent) === from)
  const after = others.findIndex((stage) => stepOf(stage.from, extent) === to)
  const stages = others.map((stage, i) => {
    if (i === before) return { ...stage, to: gone.to }
    return before < 0 && i === after ? { ...stage, from: gone.from } : stage
  })
  return { ...curriculum, stages }
}

/**
 * Moves the border at a step and with it what lies around: keys on it go along, those of the spans to
 * either side are squeezed and stretched, so that a ramp stays the whole of its stage. It stops where
 * two keys would come to lie on one step.
 * @param lanes whose keys are pushed; locked ones stay.
 */
export function moveBorder(
  curriculum: Curriculum,
  border: number,
  to: number,
  lanes: readonly LaneName[],
  frame: EditFrame,
): Curriculum {
  const { extent } = frame
  const borders = bordersOf(curriculum, extent)
  const left = Math.max(0, ...borders.filter((step) => step < border))
  const right = Math.min(extent.steps, ...borders.filter((step) => step > border))
  // A border at the start or the end of the run has nothing on its far side to squeeze.
  const [isFirst, isLast] = [border === left, border === right]
  const least = isFirst ? left : left + room(curriculum, lanes, left, border, extent)
  const most = isLast ? right : right - room(curriculum, lanes, border, right, extent)
  const target = Math.min(Math.max(Math.round(to), least), most)
  const map = (step: number): number => {
    if (step === border) return target
    if (step < border) return left + ((step - left) * (target - left)) / (border - left)
    return right - ((right - step) * (right - target)) / (right - border)
  }
  const [first, last] = [isFirst ? left : left + 1, isLast ? right : right - 1]
  const refs = keysWithin(curriculum, lanes, first, last, extent)
  const pushed = mapKeys(curriculum, refs, map, frame)
  return mapBorders(pushed.curriculum, (step) => (step === border ? target : step), extent)
}

/** Every step on which a stage begins or ends, once, in order. */
export function bordersOf({ stages }: Curriculum, extent: Extent): readonly number[] {
  const all = stages.flatMap(({ from, to }) => [stepOf(from, extent), stepOf(to, extent)])
  return [...new Set(all)].sort((a, b) => a - b)
}

/** Steps that a span needs so that its keys, squeezed evenly, stay a step apart. */
function room(
  curriculum: Curriculum,
  lanes: readonly LaneName[],
  from: number,
  to: number,
  extent: Extent,
): number {
  const gaps = laneNames.flatMap((lane) => {
    const inside = keysWithin(curriculum, lanes, from + 1, to - 1, extent)
      .filter((ref) => ref.lane === lane)
      .map((ref) => stepOf(keyAt(curriculum, ref).at, extent))
    if (inside.length === 0) return []
    const marks = [from, ...inside.sort((a, b) => a - b), to]
    return marks.slice(1).map((step, i) => step - marks[i])
  })
  return gaps.length === 0 ? 1 : Math.ceil((to - from) / Math.min(...gaps))
}

function inOrder(stages: readonly Stage[], extent: Extent): Stage[] {
  return stages.toSorted((a, b) => stepOf(a.from, extent) - stepOf(b.from, extent))
}

function stageOf({ stages }: Curriculum, index: number): Stage {
  const stage = stages[index]
  if (!stage) throw new RangeError(`there is no stage ${index}`)
  return stage
}

function changed(
  curriculum: Curriculum,
  index: number,
  change: (stage: Stage) => Stage,
): Curriculum {
  stageOf(curriculum, index)
  const stages = curriculum.stages.map((stage, i) => (i === index ? change(stage) : stage))
  return { ...curriculum, stages }
}
