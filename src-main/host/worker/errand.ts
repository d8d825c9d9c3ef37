import { writeFile } from 'node:fs/promises'
import { asCuspError } from '#errors'
import {
  batchOf,
  loadCorruptions,
  loadDataset,
  splitDataset,
  type Batch,
  type Dataset,
} from '#dataset'
import {
  createOnnxCompiler,
  decodeSnapshot,
  exportChecked,
  inspectModel,
  measureEquivariance,
  probeCompiler,
} from '#engine'
import { findFaultOfFile } from '#store'
import { evaluatedWeights, rehearse, timeStep, type Rehearsal } from '#trainer'
import { readSnapshot } from '../checkpoint/index.ts'
import type {
  Answer,
  Answers,
  EquivarianceErrand,
  Errand,
  ExportErrand,
  InspectErrand,
  ProbeErrand,
  RehearseErrand,
} from '../errand/errand.ts'
import { readModelFile } from '../model/files.ts'
import { engineOf } from './engine.ts'
import { measureCost } from './measure-cost.ts'
import { openCompiler } from './open-compiler.ts'
import { timeThreads } from './time-threads.ts'

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

function doErrand(errand: Errand, threads: number): Promise<Answers[Errand['kind']]> {
  switch (errand.kind) {
    case 'inspectModel':
      return inspect(errand, threads)
    case 'measureEquivariance':
      return measure(errand, threads)
    case 'measureCost':
      return measureCost(errand, threads, () => performance.now())
    case 'probeEngine':
      return probe(errand, threads)
    case 'exportModel':
      return exportTo(errand, threads)
    case 'timeThreads':
      return timeThreads(errand.counts, () => performance.now())
    case 'checkBackup':
      return Promise.resolve(findFaultOfFile(errand.file) ?? null)
    case 'rehearse':
      return rehearseRun(errand, threads)
  }
}

async function probe(
  { engine, engines }: ProbeErrand,
  threads: number,
): Promise<Answers['probeEngine']> {
  const { compiler, description } = await openCompiler(engine, { engines, threads })
  await probeCompiler(compiler, engine)
  return description
}

async function inspect(errand: InspectErrand, threads: number): Promise<Answers['inspectModel']> {
  const { model, models } = errand
  const { dataset, sample } = await openImages(errand.dataset, errand)
  return inspectModel(await createOnnxCompiler({ threads }), {
    bytes: await readModelFile(models, model),
    file: model.file,
    shape: dataset.shape,
    classes: dataset.classes.length,
    normalisation: model.normalisation,
    sample,
  })
}

async function exportTo(errand: ExportErrand, threads: number): Promise<Answers['exportModel']> {
  const { spec, models, version } = errand
  const { dataset, sample } = await openImages(spec.dataset, errand)
  const { bytes: saved } = await readSnapshot(errand.checkpoints, errand.from)
  const { bytes, ...checked } = await exportChecked(
    await createOnnxCompiler({ threads }),
    { spec, shape: dataset.shape, classes: dataset.classes.length },
    evaluatedWeights(decodeSnapshot(saved)),
    { read: (model) => readModelFile(models, model) },
    { version, metadata: { ...errand.metadata, classes: dataset.classes.join(', ') }, sample },
  )
  await writeFile(errand.target, bytes)
  return { ...checked, size: bytes.length }
}

/** Test images that the meter turns. */
const turned = 64

async function measure(
  errand: EquivarianceErrand,
  threads: number,
): Promise<Answers['measureEquivariance']> {
  const { spec, models } = errand
  const { dataset, sample } = await openImages(spec.dataset, errand, turned)
  const { bytes, hash } = await readSnapshot(errand.checkpoints, errand.from)
  const reading = await measureEquivariance(
    await createOnnxCompiler({ threads }),
    { spec, shape: dataset.shape, classes: dataset.classes.length },
    evaluatedWeights(decodeSnapshot(bytes)),
    { read: (model) => readModelFile(models, model) },
    sample,
  )
  return { ...reading, hash }
}

async function rehearseRun(errand: RehearseErrand, threads: number): Promise<Rehearsal> {
  const { spec, models, places, engines, choices } = errand
  const elapsed = (): number => performance.now()
  const dataset = await loadDataset(spec.dataset.source, places)
  const split = splitDataset(dataset, spec.dataset)
  const engine = await engineOf(
    { recorded: null, choices, threads, engines, models },
    (tried, best) => timeStep({ spec, dataset, split, engine: tried }, elapsed, best),
  )
  const corruptions = (set: string) => loadCorruptions(places.datasets, set, dataset)
  return rehearse({ spec, dataset, split, engine, corruptions }, elapsed)
}

async function openImages(
  spec: InspectErrand['dataset'],
  { places }: Pick<InspectErrand, 'places'>,
  count = sampleSize,
): Promise<{ dataset: Dataset; sample: Batch }> {
  const dataset = await loadDataset(spec.source, places)
  const { test } = splitDataset(dataset, spec)
  return { dataset, sample: batchOf(dataset, test.subarray(0, count)) }
}
