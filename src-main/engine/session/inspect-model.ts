import type * as tf from '@tensorflow/tfjs'
import type { Batch, ImageShape } from '#dataset'
import { CuspError } from '#errors'
import type { Normalisation } from '#spec'
import type { Compiler } from '../compiler.ts'
import { elements, inference, normalised, type Model } from '../model/index.ts'
import {
  feedOf,
  fixedBatchOf,
  importOnnx,
  readOnnx,
  type ImportedModel,
} from '../onnx-file/index.ts'
import { runOnnxFile } from '../onnx/index.ts'
import { float } from './float.ts'

/** What is asked of a file before it becomes a run. */
export interface Inspection {
  readonly bytes: Uint8Array
  /** What the file is called. */
  readonly file: string
  readonly shape: ImageShape
  readonly classes: number
  readonly normalisation: Normalisation | undefined
  /** Labelled images to try it on. */
  readonly sample: Batch
}

/** What is known of an imported model beside its weights. */
export interface ModelFacts {
  /** The program that wrote the file; empty when it does not say. */
  readonly producer: string
  readonly opset: number
  readonly parameters: number
  /** How many nodes there are of each operator. */
  readonly operators: Readonly<Record<string, number>>
  /** Images it was tried on, and those it got right. */
  readonly images: number
  readonly correct: number
  /** Classes that it answered with at least once. */
  readonly classesPredicted: number
  /** Largest difference of a logit from ONNX Runtime's, relative to 1 + its size. */
  readonly largestGap: number
}

/** Images that go through the model at a time. */
const portion = 64

/** Kernels sum in other orders: differences of 1e-5 are usual, larger ones another function. */
const tolerance = 1e-3

/**
 * Reads a file, tries it on images, and holds its logits against those of ONNX Runtime on the same
 * file, so that no operator is understood otherwise than it was meant.
 * @throws CuspError `model.malformed`, `model.unsupported`, `model.shape`; `model.mismatch` when the
 *   logits differ by more than 1e-3.
 */
export async function inspectModel(compiler: Compiler, asked: Inspection): Promise<ModelFacts> {
  const { bytes, file, shape, classes, normalisation, sample } = asked
  const read = readOnnx(bytes, file)
  const imported = importOnnx(read, shape, classes)
  const own = await logitsOf(compiler, imported, imported.model, asked)
  const { values, sizes } = feedOf(read, sample.images, shape)
  const right = await runOnnxFile(bytes, values, sizes, fixedBatchOf(read) ?? portion)
  const largestGap = gap(own, right)
  if (!(largestGap <= tolerance))
    throw new CuspError(
      'model.mismatch',
      `${file} gives logits that differ by ${largestGap.toPrecision(2)} from those of ONNX Runtime on ${sample.size} images; at most ${tolerance} is taken.`,
      { place: file },
    )
  const judged = normalisation
    ? await logitsOf(
        compiler,
        imported,
        normalised(imported.model, normalisation, shape.channels),
        asked,
      )
    : own
  return {
    producer: read.producer,
    opset: read.opset,
    parameters: imported.weights.reduce((sum, { shape: size }) => sum + elements(size), 0),
    operators: countOf(read.nodes.map(({ type }) => type)),
    images: sample.size,
    ...answersOf(judged, sample, classes),
    largestGap,
  }
}

async function logitsOf(
  compiler: Compiler,
  { weights }: ImportedModel,
  model: Model,
  { shape, classes, sample }: Inspection,
): Promise<Float32Array> {
  const images = float(portion, shape.height, shape.width, shape.channels)
  const compiled = await compiler.compile(
    ([x, ...values]) => [model.forward(x as tf.Tensor4D, values, inference)],
    [images, ...weights.map((each) => float(...each.shape))],
    { name: 'logits', frozen: new Map(weights.map(({ values }, i) => [i + 1, values])) },
  )
  const pixels = shape.height * shape.width * shape.channels
  const logits = new Float32Array(sample.size * classes)
  for (let from = 0; from < sample.size; from += portion) {
    const part = new Float32Array(portion * pixels)
    part.set(sample.images.subarray(from * pixels, (from + portion) * pixels))
    const [found] = await compiled.run([part])
    const count = Math.min(portion, sample.size - from)
    logits.set((found as Float32Array).subarray(0, count * classes), from * classes)
  }
  await compiled.dispose()
  return logits
}

/** NaN when a logit is no number. */
function gap(own: Float32Array, right: Float32Array): number {
  return right.reduce(
    (most, value, i) => Math.max(most, Math.abs(own[i] - value) / (1 + Math.abs(value))),
    own.length === right.length ? 0 : NaN,
  )
}

function countOf(types: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const type of types) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

function answersOf(
  logits: Float32Array,
  { labels, size }: Batch,
  classes: number,
): Pick<ModelFacts, 'correct' | 'classesPredicted'> {
  const predictions = Array.from({ length: size }, (_, i) => {
    const row = logits.subarray(i * classes, (i + 1) * classes)
    return row.indexOf(Math.max(...row))
  })
  return {
    correct: predictions.filter((prediction, i) => prediction === labels[i]).length,
    classesPredicted: new Set(predictions).size,
  }
}
