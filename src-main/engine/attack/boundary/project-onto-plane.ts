import type { Norm } from '#threat'

/**
 * The shortest move of a point in [0, 1]ⁿ, within those bounds, to the hyperplane where
 * ⟨normal, x⟩ has changed by −offset; where bounds keep it from there, as far as they let it. To be
 * found in n log n or better, exactly: the closed forms of arXiv 1907.02044, section 2.3.
 * @param offset ⟨normal, point⟩ − b for the hyperplane ⟨normal, x⟩ = b.
 */
export type ProjectOntoPlane = (
  point: Float32Array,
  normal: Float32Array,
  offset: number,
) => Float64Array

export const projectOntoPlane: Readonly<Record<Norm, ProjectOntoPlane>> = {
  /** Every pixel moves by the same λ. */
  linf: (point, normal, offset) => alike(point, normal, offset, () => 1),
  /** Every pixel moves by λ times its own gradient. */
  l2: (point, normal, offset) => alike(point, normal, offset, Math.abs),
  /** The pixels of the largest gradients move to their bounds, as many as are needed. */
  l1(point, normal, offset) {
    const move = new Float64Array(point.length)
    const order = Array.from(normal.keys()).sort(
      (a, b) => Math.abs(normal[b]) - Math.abs(normal[a]),
    )
    let missing = Math.abs(offset)
    for (const i of order) {
      const gain = Math.abs(normal[i])
      if (missing <= 0 || gain === 0) break
      const length = Math.min(roomOf(point, normal, offset, i), missing / gain)
      move[i] = signOf(normal, offset, i) * length
      missing -= length * gain
    }
    return move
  },
}

/**
 * Moves each pixel by λ · speed(|normal|), or to its bound where that is nearer; λ so that the
 * hyperplane is met. λ of the free pixels only rises as others are fixed at their bounds, so that
 * fixing all that reach theirs, again and again, ends at the exact one.
 */
function alike(
  point: Float32Array,
  normal: Float32Array,
  offset: number,
  speed: (slope: number) => number,
): Float64Array {
  const move = new Float64Array(point.length)
  let free = Array.from(normal.keys()).filter((i) => normal[i] !== 0)
  let missing = Math.abs(offset)
  while (free.length > 0) {
    const gain = free.reduce((sum, i) => sum + Math.abs(normal[i]) * speed(normal[i]), 0)
    const far = missing / gain
    const still: number[] = []
    for (const i of free) {
      const room = roomOf(point, normal, offset, i)
      const length = far * speed(normal[i])
      move[i] = signOf(normal, offset, i) * Math.min(length, room)
      if (length < room) still.push(i)
      else missing -= Math.abs(normal[i]) * room
    }
    if (still.length === free.length) break
    free = still
    missing = Math.max(missing, 0)
  }
  return move
}

/** The way a pixel has to move. */
function signOf(normal: Float32Array, offset: number, i: number): number {
  return offset > 0 ? -Math.sign(normal[i]) : Math.sign(normal[i])
}

/** How far it may. */
function roomOf(point: Float32Array, normal: Float32Array, offset: number, i: number): number {
  return signOf(normal, offset, i) > 0 ? 1 - point[i] : point[i]
}
