import type { Keyframe, LaneName } from '#contract'
import type { LaneDrawing } from './drawing.ts'

interface Kept {
  readonly keys: readonly Keyframe[]
  /** Whatever else a drawing rests on. */
  readonly rests: readonly unknown[]
  readonly drawing: LaneDrawing
}

/**
 * The newest drawing of each lane: commands share the keys they do not touch, so that a drag on one
 * lane need not draw the others again.
 */
export class LaneDrawings {
  readonly #kept = new Map<LaneName, Kept>()

  of(
    lane: LaneName,
    keys: readonly Keyframe[],
    rests: readonly unknown[],
    draw: () => LaneDrawing,
  ): LaneDrawing {
    const kept = this.#kept.get(lane)
    if (kept && areSame(kept.keys, keys) && areSame(kept.rests, rests)) return kept.drawing
    const drawing = draw()
    this.#kept.set(lane, { keys, rests, drawing })
    return drawing
  }
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, i) => Object.is(part, b[i]))
}
