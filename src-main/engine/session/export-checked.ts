import { CuspError } from '#errors'
import type { Batch } from '#dataset'
import type { NamedArray, Subject } from '#trainer'
import type { Compiler } from '../compiler.ts'
import { exportModel, importOnnx, readOnnx, type ExportFacts } from '../onnx-file/index.ts'
import { largestGap, logitsOfFile, ownLogits } from './logits.ts'
import { modelOf, type ModelFiles } from './model-of.ts'

export interface CheckedExport {
  readonly bytes: Uint8Array
  /** Images that the file takes at a time; nothing when any number will do. */
  readonly batch: number | undefined
  /** Images it was checked on. */
  readonly images: number
  /** Largest difference of a logit from the model's own, relative to 1 + its size. */
  readonly largestGap: number
}

/** Two orders of summing the same numbers differ by less. */
const tolerance = 1e-4

/**
 * A model with these weights as an ONNX file, run back twice: by ONNX Runtime as it is, and as
 * Cusp would import it.
 * @throws CuspError `model.mismatch` when either gives other logits, by more than 1e-4.
 */
export async function exportChecked(
  compiler: Compiler,
  subject: Subject,
  weights: readonly NamedArray[],
  files: ModelFiles,
  { sample, ...facts }: ExportFacts & { readonly sample: Batch },
): Promise<CheckedExport> {
  const { shape, classes } = subject
  const { model } = await modelOf(subject, files)
  const { bytes, batch } = exportModel(model, weights, shape, facts)
  const size = { shape, classes }
  const own = await ownLogits(compiler, model, weights, sample, size)
  const read = readOnnx(bytes, 'the exported file')
  const again = importOnnx(read, shape, classes)
  const gap = Math.max(
    largestGap(await logitsOfFile(bytes, read, sample, shape), own),
    largestGap(await ownLogits(compiler, again.model, again.weights, sample, size), own),
  )
  if (!(gap <= tolerance))
    throw new CuspError(
      'model.mismatch',
      `The exported file gives logits that differ by ${gap.toPrecision(2)} from the model's on ${sample.size} images; at most ${tolerance} is taken.`,
    )
  return { bytes, batch, images: sample.size, largestGap: gap }
}
