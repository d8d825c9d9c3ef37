import * as tf from '@tensorflow/tfjs'
import { sourcesOf, trivial, type Element, type Group } from './group.ts'

/**
 * A tensor with two of its axes seen as a plane and moved by a group element; exact, for elements
 * only change places. The two axes are next to each other and of one size unless it is a half turn.
 * @param rows the axis of rows; columns are the next
 */
export function moved<T extends tf.Tensor>(x: T, { turns, isMirrored }: Element, rows: number): T {
  const columns = rows + 1
  const facing = isMirrored ? tf.reverse(x, columns) : x
  if (turns === 0) return facing
  if (turns === 2) return tf.reverse(facing, [rows, columns])
  const order = x.shape.map((_, axis) => axis)
  const across: T = tf.transpose(facing, order.with(rows, columns).with(columns, rows))
  return tf.reverse(across, turns === 1 ? rows : columns)
}

/**
 * A feature map `[batch, height, width, element · channel]` as it would be had the image been moved:
 * the plane moves and the elements change places.
 */
export function movedMap(x: tf.Tensor4D, group: Group, by: Element): tf.Tensor4D {
  return moved(permuted(x, 3, group, by), by, 1)
}

/** The group's blocks along an axis in the order a move by `by` leaves them in; planar maps stay. */
export function permuted<T extends tf.Tensor>(x: T, axis: number, group: Group, by: Element): T {
  if (group === trivial) return x
  const sources = sourcesOf(group, by)
  if (sources.every((source, i) => source === i)) return x
  const blocks = tf.split(x, sources.length, axis)
  return tf.concat<T>(
    sources.map((source) => blocks[source] as T),
    axis,
  )
}
