import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import { trivial } from './group/group.ts'
import type { LayerMaker } from './layer/index.ts'
import type { Model } from './model.ts'

/**
 * A model made of layers; the last one leaves one pixel with a channel for each class.
 * @throws CuspError `model.shape`, naming the layer, when a layer does not fit the images.
 */
export function network(name: string, shape: ImageShape, make: LayerMaker): Model {
  const layer = make({ ...shape, group: trivial })
  const position = new Map(layer.weights.map((spec, i) => [spec.name, i]))
  return {
    name,
    weights: layer.weights,
    maps: layer.maps,
    forward(images, values, mode, reveal) {
      const weight = (of: string): tf.Tensor => values[position.get(of) ?? -1]
      const last = layer.apply(images, { mode, weight, reveal })
      return tf.reshape(last, [images.shape[0], layer.output.channels])
    },
  }
}
