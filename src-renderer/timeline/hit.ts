import type { KeyRef } from '#contract'
import type { Point } from './path.ts'

export interface PlacedKey extends KeyRef, Point {}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export function sameKey(a: KeyRef | undefined, b: KeyRef | undefined): boolean {
  return a?.lane === b?.lane && a?.index === b?.index
}

/** The key nearest to `at` within `radius` pixels; of equals the later one, which is drawn on top. */
export function hitKey(
  keys: readonly PlacedKey[],
  at: Point,
  radius: number,
): PlacedKey | undefined {
  let best: PlacedKey | undefined
  let nearest = radius
  for (const key of keys) {
    const distance = Math.hypot(key.x - at.x, key.y - at.y)
    if (distance <= nearest) {
      nearest = distance
      best = key
    }
  }
  return best
}

/** The box two corners span, in whatever order they were given. */
export function boxOf(a: Point, b: Point): Box {
  return {
    left: Math.min(a.x, b.x),
    right: Math.max(a.x, b.x),
    top: Math.min(a.y, b.y),
    bottom: Math.max(a.y, b.y),
  }
}

export function keysInside(keys: readonly PlacedKey[], box: Box): readonly PlacedKey[] {
  return keys.filter(
    ({ x, y }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
  )
}
