import * as tf from '@tensorflow/tfjs'
import type { Group } from '../group/group.ts'

/** A value for each channel as one for each channel of each element of the group. */
export function everywhere(values: tf.Tensor, { elements }: Group): tf.Tensor {
  return elements.length === 1 ? values : tf.tile(values, [elements.length])
}
