import {
  addStage,
  freeStageName,
  moveBorder,
  removeStage,
  renameStage,
  setGate,
  stepOf,
  type Curriculum,
  type Gate,
  type LaneName,
  type Position,
  type RunSpec,
} from '#contract'
import { extentOfSpec, frameOf, positionOf, type SpecEdit } from './edits.ts'

/** A stage made at a step: of the gap it lies in, or by splitting the stage that is there. */
export function makeStage(spec: RunSpec, step: number): SpecEdit {
  const extent = extentOfSpec(spec)
  const { curriculum } = spec
  const inside = curriculum.stages.find(
    ({ from, to }) => stepOf(from, extent) < step && step < stepOf(to, extent),
  )
  const name = freeStageName(curriculum, inside?.name ?? 'stage')
  const next = addStage(curriculum, positionOf(step, extent), name, frameOf(spec))
  return staged(inside ? `Split ${inside.name}` : `Add stage ${name}`, spec, next)
}

export function nameStage(spec: RunSpec, index: number, name: string): SpecEdit {
  return staged(`Rename stage to ${name}`, spec, renameStage(spec.curriculum, index, name))
}

export function dropStage(spec: RunSpec, index: number): SpecEdit {
  const name = spec.curriculum.stages[index]?.name ?? ''
  return staged(
    `Remove stage ${name}`,
    spec,
    removeStage(spec.curriculum, index, extentOfSpec(spec)),
  )
}

export function gateStage(spec: RunSpec, index: number, gate: Gate | undefined): SpecEdit {
  const name = spec.curriculum.stages[index]?.name ?? ''
  const label = gate ? `Gate stage ${name}` : `Ungate stage ${name}`
  return staged(label, spec, setGate(spec.curriculum, index, gate))
}

/** Moves the border on a step, with the keys around it in `lanes`. */
export function dragBorder(
  spec: RunSpec,
  border: number,
  to: number,
  lanes: readonly LaneName[],
): SpecEdit {
  const next = moveBorder(spec.curriculum, border, to, lanes, frameOf(spec))
  return staged('Move border of stages', spec, next)
}

/** Moves one end of a stage to an exact position; its neighbour, where it adjoins, follows. */
export function placeBorder(
  spec: RunSpec,
  index: number,
  end: 'from' | 'to',
  at: Position,
  lanes: readonly LaneName[],
): SpecEdit {
  const stage = spec.curriculum.stages[index]
  const extent = extentOfSpec(spec)
  if (!stage) return staged('', spec, spec.curriculum)
  return dragBorder(spec, stepOf(stage[end], extent), stepOf(at, extent), lanes)
}

function staged(label: string, spec: RunSpec, curriculum: Curriculum): SpecEdit {
  const same = JSON.stringify(curriculum) === JSON.stringify(spec.curriculum)
  return { label, spec: same ? spec : { ...spec, curriculum } }
}
