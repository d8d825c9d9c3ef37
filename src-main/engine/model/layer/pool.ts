import * as tf from '@tensorflow/tfjs'
import { trivial } from '../group/group.ts'
import { misfit, needRoom, type LayerMaker } from './layer.ts'

/**
 * Maximum over square windows that tile the map.
 * @param edge what becomes of a last window that is cut off: `model.shape`, or the maximum of the rest
 */
export function maxPool(
  name: string,
  size: number,
  edge: 'refuse' | 'same' = 'refuse',
): LayerMaker {
  return (input) => {
    const { height, width } = input
    if (edge === 'refuse' && (height % size !== 0 || width % size !== 0))
      throw misfit(name, input, `its ${size} × ${size} windows must divide them.`)
    const along = (length: number): number => Math.ceil(length / size)
    return {
      weights: [],
      output: { ...input, height: along(height), width: along(width) },
      apply(x) {
        if (edge === 'same') return tf.maxPool(x, size, size, 'same')
        const [, rows, columns] = x.shape
        needRoom(name, { height: rows, width: columns }, { what: 'window', size })
        return tf.maxPool(x, size, size, 'valid')
      },
    }
  }
}

/** Maximum over the whole plane. */
export const globalMaxPool: LayerMaker = (input) => ({
  weights: [],
  output: { ...input, height: 1, width: 1 },
  apply: (x) => tf.max<tf.Tensor4D>(x, [1, 2], true),
})

/** Mean over the whole plane. */
export const globalAveragePool: LayerMaker = (input) => ({
  weights: [],
  output: { ...input, height: 1, width: 1 },
  apply: (x) => tf.mean<tf.Tensor4D>(x, [1, 2], true),
})

/**
 * Maximum over the elements of the group: planar maps that turn with the image and change in no
 * other way; at one pixel they do not change at all.
 */
export const orbitMaxPool: LayerMaker = (input) => ({
  weights: [],
  output: { ...input, group: trivial },
  apply(x) {
    if (input.group === trivial) return x
    const maps: tf.Tensor4D[] = tf.split(x, input.group.elements.length, 3)
    return maps.reduce((best, map) => tf.maximum(best, map))
  },
})
