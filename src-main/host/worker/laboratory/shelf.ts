import {
  createOnnxCompiler,
  decodeSnapshot,
  openLaboratory,
  type Compiler,
  type Laboratory,
} from '#engine'
import { CuspError } from '#errors'
import { loadDataset, splitDataset, type Dataset, type Split } from '#dataset'
import type { RunSpec } from '#spec'
import { evaluatedWeights } from '#trainer'
import { readSnapshot } from '../../checkpoint/index.ts'
import type { LaboratorySetting, Source } from '../../laboratory/messages.ts'
import { readModelFile } from '../../model/files.ts'
import { createRecent } from './recent.ts'

/** Images and how they are divided. */
export interface Images {
  readonly dataset: Dataset
  readonly split: Split
}

/** A model with its compiled graphs, the images it is of, and what it said of them so far. */
export interface Subject extends Images {
  readonly laboratory: Laboratory
  readonly step: number | null
  /** Logits of unperturbed images, by their position in the dataset. */
  readonly known: Map<number, Float32Array>
}

/** What is kept ready between two questions: the models asked last, and their images. */
export interface Shelf {
  images(spec: RunSpec['dataset']): Promise<Images>
  /** Works with a model that stays open meanwhile, whatever else is asked. */
  use<Result>(source: Source, work: (subject: Subject) => Promise<Result>): Promise<Result>
}

const keptModels = 3
const keptImages = 2

export function openShelf({ threads, models, places }: LaboratorySetting): Shelf {
  let compiler: Promise<Compiler> | undefined
  const images = createRecent<Images>(keptImages)
  const subjects = createRecent<Subject>(keptModels, ({ laboratory }) => laboratory.close())

  const imagesOf = (spec: RunSpec['dataset']): Promise<Images> =>
    images.use(
      JSON.stringify(spec),
      async () => {
        const dataset = await loadDataset(spec.source, places)
        return { dataset, split: splitDataset(dataset, spec) }
      },
      async (found) => found,
    )
  const open = async ({ spec, checkpoint }: Source): Promise<Subject> => {
    const found = await imagesOf(spec.dataset)
    const { shape, classes } = found.dataset
    compiler ??= createOnnxCompiler({ threads })
    const weights =
      checkpoint &&
      evaluatedWeights(
        decodeSnapshot((await readSnapshot(checkpoint.folder, checkpoint.name)).bytes),
      )
    const laboratory = await openLaboratory(
      await compiler,
      { spec, shape, classes: classes.length },
      weights ?? undefined,
      { read: (model) => readModelFile(models, model) },
    )
    return { ...found, laboratory, step: checkpoint?.step ?? null, known: new Map() }
  }
  return {
    images: imagesOf,
    use: (source, work) => subjects.use(source.key, () => open(source), work),
  }
}

/** @throws CuspError `model.shape` when a model of other images is to look at these. */
export function requireFit({ shape, classes }: Dataset, of: Dataset): void {
  const sizeOf = (each: Dataset): string =>
    `${each.shape.height} × ${each.shape.width} × ${each.shape.channels}, ${each.classes.length} classes`
  const same = ['height', 'width', 'channels'] as const
  if (same.every((side) => shape[side] === of.shape[side]) && classes.length === of.classes.length)
    return
  throw new CuspError(
    'model.shape',
    `The model takes images of ${of.name} (${sizeOf(of)}), not ${sizeOf({ ...of, shape, classes })}; choose another model.`,
    { place: 'model' },
  )
}
