import type { Buffer } from '../compiler.ts'
import { elementCount, isPlain, sizeAt, stored, type Order } from './order.ts'

/** Copies the elements of a plain tensor into the storage `order`. */
export function permuteElements(elements: Buffer, shape: readonly number[], order: Order): Buffer {
  if (isPlain(order)) return elements
  const steps = stored(strides(shape), order)
  const sizes = stored(shape, order)
  const result = elements.slice()
  const index = new Array<number>(sizes.length).fill(0)
  let source = 0
  for (let target = 0; target < result.length; target++) {
    result[target] = elements[source] ?? 0
    source += advance(index, sizes, steps)
  }
  return result
}

/** Moves to the next index in row-major order; returns how far the source offset moves. */
function advance(index: number[], sizes: readonly number[], steps: readonly number[]): number {
  let moved = 0
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    const next = sizeAt(index, axis) + 1
    moved += sizeAt(steps, axis)
    index[axis] = next
    if (next < sizeAt(sizes, axis)) return moved
    moved -= next * sizeAt(steps, axis)
    index[axis] = 0
  }
  return moved
}

/** How far apart neighbours along each axis lie in a plain tensor. */
function strides(shape: readonly number[]): number[] {
  return shape.map((_, axis) => elementCount(shape.slice(axis + 1)))
}
