import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import type { NamedArray } from '#trainer'
import { encodeModel, expandInterleaves, freeRows, trace, type Graph } from '../graph/index.ts'
import { inference, matchArrays, type Model } from '../model/index.ts'

/** What a file says of itself beside its operators. */
export interface ExportFacts {
  /** Version of Cusp. */
  readonly version: string
  readonly metadata: Readonly<Record<string, string>>
}

export interface ExportedModel {
  readonly bytes: Uint8Array
  /** Images that go through at a time; nothing when any number will do. */
  readonly batch: number | undefined
}

/** The number of images a file is for when it cannot serve any. */
const fixedBatch = 1

/**
 * A model with these weights as an ONNX file of standard operators (opset 18): one input `images`,
 * float32 `[batch, channel, height, width]` in [0, 1], and one output `logits`, `[batch, class]`.
 * Normalisation is inside, batch normalisation in inference mode, group convolutions are plain ones.
 * @throws CuspError `model.shape` when the weights are not the model's.
 */
export function exportModel(
  model: Model,
  weights: readonly NamedArray[],
  shape: ImageShape,
  { version, metadata }: ExportFacts,
): ExportedModel {
  const values = matchArrays(model.name, model.weights, weights)
  const traced = (batch: number): Graph => traceLogits(model, values, shape, batch)
  const graph = traced(2)
  const isFree = freeRows(graph, traced(3))
  const header = {
    inputs: ['images'],
    outputs: ['logits'],
    rows: isFree ? 'batch' : undefined,
    ...{ version, metadata },
  }
  return {
    bytes: encodeModel(isFree ? graph : traced(fixedBatch), header),
    batch: isFree ? undefined : fixedBatch,
  }
}

function traceLogits(
  model: Model,
  values: readonly Float32Array[],
  { height, width, channels }: ImageShape,
  batch: number,
): Graph {
  const float = (...size: number[]) => ({ shape: size, dtype: 'float32' as const })
  const { graph } = trace(
    ([planes, ...weights]) => {
      const images: tf.Tensor4D = tf.transpose(planes as tf.Tensor4D, [0, 2, 3, 1])
      return [model.forward(images, weights, inference)]
    },
    [
      float(batch, channels, height, width),
      ...model.weights.map((weight) => float(...weight.shape)),
    ],
    { frozen: new Map(values.map((each, i) => [i + 1, each])), isPortable: true },
  )
  expandInterleaves(graph)
  return graph
}
