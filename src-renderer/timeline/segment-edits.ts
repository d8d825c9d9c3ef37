import {
  bendSegment,
  drawLevels,
  setControl,
  setEasing,
  type KeyRef,
  type LaneName,
  type RunSpec,
  type Stroke,
} from '#contract'
import { laneWords } from '../wording/index.ts'
import { drawnOf, frameOf, named, positionOf, type NamedEdit } from './edits.ts'
import type { Point } from './path.ts'

const titleOf = (lane: LaneName): string => laneWords[lane].title

export function bendAt(spec: RunSpec, key: KeyRef, by: number): NamedEdit {
  return named(`Bend ${titleOf(key.lane)}`, spec, bendSegment(spec.curriculum, key, by))
}

export function straighten(spec: RunSpec, key: KeyRef): NamedEdit {
  const edit = setEasing(spec.curriculum, [key], 'linear')
  return named(`Straighten ${titleOf(key.lane)}`, spec, edit)
}

/** Puts a control point of a key's curve at a place in the unit square of its segment. */
export function placeControl(spec: RunSpec, key: KeyRef, point: 0 | 1, at: Point): NamedEdit {
  const edit = setControl(spec.curriculum, key, point, at)
  return named(`Bend ${titleOf(key.lane)}`, spec, edit)
}

/** Draws levels into a lane. */
export function drawInto(spec: RunSpec, lane: LaneName, strokes: readonly Stroke[]): NamedEdit {
  const unit = positionOf(strokes[0]?.from ?? 0, drawnOf(spec).extent)
  const edit = drawLevels(spec.curriculum, lane, strokes, unit, frameOf(spec))
  return named(`Draw ${titleOf(lane)}`, spec, edit)
}
