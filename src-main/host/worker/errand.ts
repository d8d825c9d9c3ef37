import { asCuspError } from '#errors'
import { batchOf, loadDataset, splitDataset } from '#dataset'
import { createOnnxCompiler, inspectModel } from '#engine'
import type { Answer, Answers, Errand } from '../errand/errand.ts'
import { readModelFile } from '../model/files.ts'

/** Test images that a model is tried on. */
const sampleSize = 512

/** Does an errand and tells its answer. */
export async function answerErrand(errand: Errand, threads: number): Promise<Answer> {
  try {
    return { kind: 'answered', value: await doErrand(errand, threads) }
  } catch (error) {
    const { code, message, place } = asCuspError(error)
    return { kind: 'refused', code, message, place }
  }
}

async function doErrand(errand: Errand, threads: number): Promise<Answers[Errand['kind']]> {
  const { model, models } = errand
  const dataset = await loadDataset(errand.dataset.source, errand.places)
  const { test } = splitDataset(dataset, errand.dataset)
  const { file, normalisation } = model
  return inspectModel(await createOnnxCompiler({ threads }), {
    bytes: await readModelFile(models, model),
    file,
    shape: dataset.shape,
    classes: dataset.classes.length,
    normalisation,
    sample: batchOf(dataset, test.subarray(0, sampleSize)),
  })
}
