import * as tf from '@tensorflow/tfjs'
import { trivial } from '../group/group.ts'
import type { WeightSpec } from '../weight-spec.ts'
import type { LayerMaker } from './layer.ts'

/** An affine map of everything an image has become, to one pixel of `units` channels. */
export function dense(name: string, units: number, initial: WeightSpec['initial']): LayerMaker {
  return ({ height, width, channels, group }) => {
    const into = height * width * channels * group.elements.length
    return {
      weights: [
        { name: `${name}/kernel`, shape: [into, units], initial },
        { name: `${name}/bias`, shape: [units], initial: 'zeros' },
      ],
      output: { height: 1, width: 1, channels: units, group: trivial },
      apply(x, pass) {
        const rows = tf.reshape(x, [x.shape[0], into])
        const kernel = pass.weight(`${name}/kernel`) as tf.Tensor2D
        const sums = tf.add(tf.matMul(rows, kernel), pass.weight(`${name}/bias`))
        return tf.reshape(sums, [x.shape[0], 1, 1, units])
      },
    }
  }
}
