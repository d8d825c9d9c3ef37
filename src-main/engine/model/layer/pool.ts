import * as tf from '@tensorflow/tfjs'
import { trivial } from '../group/group.ts'
import { misfit, type LayerMaker } from './layer.ts'

/** Maximum over windows that tile the map; `model.shape` where they leave pixels over. */
export function maxPool(name: string, size: number): LayerMaker {
  return (input) => {
    const { height, width } = input
    if (height % size !== 0 || width % size !== 0)
      throw misfit(name, input, `its ${size} × ${size} windows must divide them.`)
    return {
      weights: [],
      output: { ...input, height: height / size, width: width / size },
      apply: (x) => tf.maxPool(x, size, size, 'valid'),
    }
  }
}

/** Maximum over the whole plane. */
export const globalMaxPool: LayerMaker = (input) => ({
  weights: [],
  output: { ...input, height: 1, width: 1 },
  apply: (x) => tf.max<tf.Tensor4D>(x, [1, 2], true),
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
