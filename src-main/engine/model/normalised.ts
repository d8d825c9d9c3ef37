import * as tf from '@tensorflow/tfjs'
import { CuspError } from '#errors'
import type { Normalisation } from '#spec'
import type { Model } from './model.ts'

/**
 * The model with (x − mean) / standardDeviation as its first layer. It has no weights, and an attack
 * differentiates through it: perturbations, ε and bounds stay in pixel scale.
 *
 * @param channels of the images; each list has one value for all of them or one for each
 * @throws CuspError `model.shape` when a list has another length
 */
export function normalised(
  model: Model,
  { mean, standardDeviation }: Normalisation,
  channels: number,
): Model {
  checkLength('mean', mean, channels)
  checkLength('standardDeviation', standardDeviation, channels)
  return {
    ...model,
    forward(images, weights, mode, reveal) {
      const centred = tf.sub(images, tf.tensor1d(mean))
      return model.forward(tf.div(centred, tf.tensor1d(standardDeviation)), weights, mode, reveal)
    },
  }
}

function checkLength(
  field: keyof Normalisation,
  values: readonly number[],
  channels: number,
): void {
  if (values.length === 1 || values.length === channels) return
  const place = `model.normalisation.${field}`
  throw new CuspError(
    'model.shape',
    `${place} has ${values.length} values, and the images have ${channels} channels: give one value, or one for each channel.`,
    { place },
  )
}
