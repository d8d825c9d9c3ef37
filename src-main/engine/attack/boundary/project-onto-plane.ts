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
  linf: (point, normal, offset) => alike(point, normal, offset, 'even'),
  /** Every pixel moves by λ times its own gradient. */
  l2: (point, normal, offset) => alike(point, normal, offset, 'by slope'),
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
 * Moves each pixel by λ · speed, or to its bound where that is nearer; λ so that the hyperplane is met.
 * λ of the free pixels only rises as others are fixed at their bounds, so that fixing all that reach
 * theirs, again and again, ends at the exact one. FAB does this twice a step and image, so it is
 * written without a closure, and what is still free lies together.
 * @param speed 1 for every pixel, or its |normal|.
 */
function alike(
  point: Float32Array,
  normal: Float32Array,
  offset: number,
  speed: 'even' | 'by slope',
): Float64Array {
  const isEven = speed === 'even'
  const move = new Float64Array(point.length)
  const [slopes, rooms] = [new Float64Array(point.length), new Float64Array(point.length)]
  const pixels = new Int32Array(point.length)
  let left = 0
  for (let i = 0; i < point.length; i++) {
    if (normal[i] === 0) continue
    slopes[left] = Math.abs(normal[i])
    rooms[left] = roomOf(point, normal, offset, i)
    move[i] = signOf(normal, offset, i)
    pixels[left++] = i
  }
  let missing = Math.abs(offset)
  let far = 0
  while (left > 0) {
    let gain = 0
    for (let k = 0; k < left; k++) gain += isEven ? slopes[k] : slopes[k] * slopes[k]
    far = missing / gain
    let still = 0
    for (let k = 0; k < left; k++) {
      const slope = slopes[k]
      const room = rooms[k]
      const pixel = pixels[k]
      if ((isEven ? far : far * slope) < room) {
        slopes[still] = slope
        rooms[still] = room
        pixels[still++] = pixel
      } else {
        missing -= slope * room
        move[pixel] *= room
      }
    }
    if (still === left) break
    left = still
    missing = Math.max(missing, 0)
  }
  for (let k = 0; k < left; k++) move[pixels[k]] *= isEven ? far : far * slopes[k]
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
