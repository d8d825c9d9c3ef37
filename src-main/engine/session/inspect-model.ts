import type { Batch, ImageShape } from '#dataset'
import { CuspError } from '#errors'
import type { Normalisation } from '#spec'
import type { Compiler } from '../compiler.ts'
import { elements, normalised, type Model } from '../model/index.ts'
import { importOnnx, readOnnx, refuseBrokenLogits } from '../onnx-file/index.ts'
import { largestGap, logitsOfFile, ownLogits } from './logits.ts'

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
  const { model, weights } = importOnnx(read, shape, classes)
  const logitsOf = (judged: Model) => ownLogits(compiler, judged, weights, sample, asked)
  const own = await logitsOf(model)
  const right = await logitsOfFile(bytes, read, sample, shape)
  refuseBrokenLogits(file, right, weights)
  const gap = largestGap(own, right)
  if (!(gap <= tolerance))
    throw new CuspError(
      'model.mismatch',
      `${file} gives logits that differ by ${gap.toPrecision(2)} from those of ONNX Runtime on ${sample.size} images; at most ${tolerance} is taken.`,
      { place: file },
    )
  const judged = normalisation && normalised(model, normalisation, shape.channels)
  return {
    producer: read.producer,
    opset: read.opset,
    parameters: weights.reduce((sum, { shape: size }) => sum + elements(size), 0),
    operators: countOf(read.nodes.map(({ type }) => type)),
    images: sample.size,
    ...answersOf(judged ? await logitsOf(judged) : own, sample, classes),
    largestGap: gap,
  }
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
