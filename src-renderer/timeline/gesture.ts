import type { Point } from './path.ts'

/** What a pressed pointer is doing: nothing yet, or moving what it was pressed on. */
export type Gesture<Target> =
  | { readonly phase: 'pressed'; readonly target: Target; readonly from: Point }
  | {
      readonly phase: 'dragging'
      readonly target: Target
      readonly from: Point
      readonly to: Point
    }

/** Pixels a pointer may tremble before a press becomes a drag. */
const threshold = 3

export function press<Target>(target: Target, at: Point): Gesture<Target> {
  return { phase: 'pressed', target, from: at }
}

/** The gesture after the pointer came to `at`; a drag, once begun, stays one. */
export function dragTo<Target>(gesture: Gesture<Target>, at: Point): Gesture<Target> {
  const { target, from } = gesture
  const far = Math.hypot(at.x - from.x, at.y - from.y) >= threshold
  return gesture.phase === 'dragging' || far ? { phase: 'dragging', target, from, to: at } : gesture
}

/** The way from `from` to `to`; locked to its longer axis where `lock`. */
export function offsetOf(from: Point, to: Point, lock: boolean): Point {
  const x = to.x - from.x
  const y = to.y - from.y
  if (!lock) return { x, y }
  return Math.abs(x) >= Math.abs(y) ? { x, y: 0 } : { x: 0, y }
}
