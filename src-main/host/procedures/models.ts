import { wilson } from '#comparison'
import type { BringModelRequest, ImportedModel, ImportRequest, ModelFacts } from '#contract'
import { loadDataset, splitDataset, type Dataset } from '#dataset'
import { canonicalJson, isImported, runSpecSchema, type DatasetSpec, type RunSpec } from '#spec'
import type { RunRow } from '#store'
import { placesOf, type Desk } from '../desk.ts'
import { removeModel, writeFacts } from '../model/facts.ts'
import { placeModel, requireModelFile, requireModelNow } from '../model/files.ts'
import { importedRuns, isKept, type ImportedRunSpec } from '../model/runs-of.ts'
import { addRuns } from '../new-run.ts'
import { discardParcel, parcelFile } from '../parcels.ts'
import { hostLine, keepFact } from '../recording/index.ts'

/**
 * Makes a run of an imported model: 0 training steps, a checkpoint of the weights it came with, and
 * an evaluation of clean accuracy. The same model on the same images is the same run.
 * @throws CuspError `model.missing`, `model.malformed`, `model.unsupported`, `model.shape`,
 *   `model.mismatch`; of the dataset what `loadDataset` and `splitDataset` throw.
 */
export async function importModel(desk: Desk, request: ImportRequest): Promise<ImportedModel> {
  const { models } = desk.folder
  await requireModelFile(models, request)
  const dataset = await loadDataset(request.dataset.source, placesOf(desk))
  const spec = specOf(request, sized(request.dataset, dataset))
  splitDataset(dataset, spec.dataset)
  const facts = await inspect(desk, spec)
  // The last run that was of it may have been removed for ever meanwhile, and the file with it.
  requireModelNow(models, request)
  const known = findRun(desk, spec)
  const run = known ?? addRuns(desk, [spec], { group: null, study: null })[0]
  if (!known) tellOrigin(desk, run, spec, facts)
  return { run: run.id, isNew: !known, facts, notes: notesOf(request, facts, dataset) }
}

/**
 * Imports a model that was sent as a parcel. The parcel stays where the import is refused: on other
 * images, or normalised, the same file may do.
 * @throws CuspError what `placeModel` and `importModel` throw.
 */
export async function bringModel(
  desk: Desk,
  { parcel, ...request }: BringModelRequest,
): Promise<ImportedModel> {
  const { root, models } = desk.folder
  const { hash } = await placeModel(root, parcelFile(root, parcel), request.file)
  try {
    const imported = await importModel(desk, { ...request, hash })
    await discardParcel(root, parcel)
    return imported
  } catch (error) {
    if (!isKept(desk.store, hash)) removeModel(models, hash)
    throw error
  }
}

/** @throws CuspError `model.missing` when a spec names a model that the data folder does not hold. */
export async function requireModels(
  { folder }: Pick<Desk, 'folder'>,
  specs: readonly RunSpec[],
): Promise<void> {
  for (const { model } of specs) if (isImported(model)) await requireModelFile(folder.models, model)
}

/** Tries a model in a process of its own; one that is refused leaves nothing behind. */
async function inspect(desk: Desk, { model, dataset }: RunSpec): Promise<ModelFacts> {
  const { models } = desk.folder
  if (!isImported(model)) throw new Error('only imported models are inspected')
  try {
    const places = placesOf(desk)
    const facts = await desk.runErrand({ kind: 'inspectModel', model, models, dataset, places })
    writeFacts(models, model.hash, facts)
    return facts
  } catch (error) {
    if (!isKept(desk.store, model.hash)) removeModel(models, model.hash)
    throw error
  }
}

function sized(asked: ImportRequest['dataset'], { parts, count }: Dataset): DatasetSpec {
  const test = asked.test ?? parts?.test ?? Math.min(2000, Math.floor(count / 5))
  return { ...asked, test, train: asked.train ?? parts?.train ?? count - test }
}

function specOf({ file, hash, name, normalisation }: ImportRequest, dataset: DatasetSpec): RunSpec {
  return runSpecSchema.parse({
    version: 1,
    name: name ?? file.replace(/\.onnx$/, ''),
    dataset,
    model: { architecture: 'onnx', file, hash, ...(normalisation && { normalisation }) },
    epochs: 0,
    batchSize: 1,
    curriculum: { name: 'none' },
    evaluation: { version: 1, name: 'clean', subset: { count: dataset.test }, plans: [] },
  })
}

/** A run of the same file, images and normalisation that did not come to nothing. */
function findRun(desk: Desk, wanted: RunSpec): RunRow | undefined {
  const keyOf = ({ model, dataset }: RunSpec): string => {
    const { hash, normalisation } = model as ImportedRunSpec['model'] & RunSpec['model']
    return canonicalJson({ hash, normalisation, dataset })
  }
  const lost = ['failed', 'cancelled']
  return importedRuns(desk.store).find(
    ({ run, spec }) =>
      run.deletedAt === null && !lost.includes(run.state) && keyOf(spec) === keyOf(wanted),
  )?.run
}

function tellOrigin({ store, clock }: Desk, run: RunRow, { model }: RunSpec, facts: ModelFacts) {
  const { producer, opset, parameters, largestGap, images } = facts
  const name = isImported(model) ? model.file : ''
  const by = producer === '' ? '' : `, written by ${producer}`
  const text =
    `Imported from ${name}${by}: opset ${opset}, ${parameters} weights; its logits on ${images} images ` +
    `differ from ONNX Runtime's by at most ${largestGap.toExponential(1)}.`
  keepFact(store, run.number, hostLine(clock.now(), 0, 'modelImported', text))
}

function notesOf({ file }: ImportRequest, facts: ModelFacts, { classes }: Dataset): string[] {
  const { images, correct, classesPredicted } = facts
  const [low] = wilson(correct, images)
  if (low > 1 / classes.length && classesPredicted > 1) return []
  const found =
    classesPredicted === 1
      ? 'answers with one class for every image'
      : `is no better than chance among ${classes.length} classes`
  return [
    `${file} ${found} (${correct} of ${images} test images right): check that its classes are in the ` +
      'order of the dataset, and whether it wants normalised pixels (a mean and a standard ' +
      'deviation; in a terminal --mean, --std).',
  ]
}
