import { laneAt, type KeyRef, type LaneName, type ResolvedCurriculum } from '#contract'
import type { LaneBand } from './layout.ts'
import type { Point } from './path.ts'
import type { Scale } from './scale.ts'

/** The stretch of a lane's curve between two keys: the key to its left, or −1 before the first. */
export interface Segment {
  readonly lane: LaneName
  readonly index: number
}

/** Pixels above and below a curve within which a press is meant for it. */
const reach = 6

/** The segment under a point, if the curve is near. @param values from the lane's values to pixels. */
export function hitSegment(
  curriculum: ResolvedCurriculum,
  { lane }: LaneBand,
  at: Point,
  time: Scale,
  values: Scale,
): Segment | undefined {
  const keys = curriculum.lanes[lane] ?? []
  const step = time.toValue(at.x)
  if (keys.length === 0 || step < 0 || step > curriculum.extent.steps) return undefined
  const y = values.toPixel(laneAt(curriculum, lane, step))
  if (Math.abs(y - at.y) > reach) return undefined
  return { lane, index: keys.findLastIndex((key) => key.step <= step) }
}

/** The keys that move when a segment is dragged: both its ends, of a hold only the one that rules. */
export function endsOf(curriculum: ResolvedCurriculum, { lane, index }: Segment): KeyRef[] {
  const keys = curriculum.lanes[lane] ?? []
  const left = Math.max(0, index)
  const holds = index < 0 || keys[left]?.easing === 'hold' || left === keys.length - 1
  return (holds ? [left] : [left, left + 1]).map((key) => ({ lane, index: key }))
}

/** Pixels of a drag that bend a segment as far as it goes. */
const fullBend = 90

/** How far a segment is bent by a drag that went `up` pixels: towards the pointer. */
export function bendOf(curriculum: ResolvedCurriculum, segment: Segment, up: number): number {
  const keys = curriculum.lanes[segment.lane] ?? []
  const [left, right] = [keys[segment.index], keys[segment.index + 1]]
  if (!left || !right) return 0
  return (up / fullBend) * Math.sign(right.value - left.value)
}

/** A control point of a key's curve on the screen, where the key has a curve to a next key. */
export interface ControlPoint extends Point {
  readonly point: 0 | 1
}

/** Where the two control points of a key's bezier lie; none where it has no curve, or a flat one. */
export function controlsOf(
  curriculum: ResolvedCurriculum,
  { lane, index }: KeyRef,
  time: Scale,
  values: Scale,
): readonly ControlPoint[] {
  const keys = curriculum.lanes[lane] ?? []
  const [key, next] = [keys[index], keys[index + 1]]
  if (!key || !next || typeof key.easing === 'string' || key.value === next.value) return []
  const [x1, y1, x2, y2] = key.easing.bezier
  const place = (x: number, y: number): Point => ({
    x: time.toPixel(key.step + (next.step - key.step) * x),
    y: values.toPixel(key.value + (next.value - key.value) * y),
  })
  return [
    { point: 0, ...place(x1, y1) },
    { point: 1, ...place(x2, y2) },
  ]
}

/** A place on the screen in the unit square of a key's segment: `controlsOf` backwards. */
export function inSegment(
  curriculum: ResolvedCurriculum,
  { lane, index }: KeyRef,
  at: Point,
  time: Scale,
  values: Scale,
): Point {
  const keys = curriculum.lanes[lane] ?? []
  const [key, next] = [keys[index], keys[index + 1]]
  if (!key || !next) return { x: 0, y: 0 }
  return {
    x: (time.toValue(at.x) - key.step) / (next.step - key.step),
    y: (values.toValue(at.y) - key.value) / (next.value - key.value),
  }
}
