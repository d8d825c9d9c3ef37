import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isImported, type RunSpec } from '#spec'
import type { ReadableStore, RunRow } from '#store'
import { checkpointFiles, checkpointName, checkpointsOf } from '../../checkpoint/index.ts'
import { modelFile } from '../../model/files.ts'
import { checkpointPath, modelPath } from '../format/manifest.ts'

/** A file of the data folder that goes into a bundle as it is. */
export interface CarriedFile {
  readonly kind: 'checkpoint' | 'model'
  readonly path: string
  readonly file: string
  readonly bytes: number
}

interface Places {
  readonly checkpoints: string
  readonly models: string
}

/** Files of the kept checkpoints of a run, oldest first, and of the network it was imported as. */
export async function carriedFiles(
  store: ReadableStore,
  { number, id }: RunRow,
  { checkpoints, models }: Places,
): Promise<CarriedFile[]> {
  const found: CarriedFile[] = []
  for (const { step, present } of store.checkpoints.ofRun(number)) {
    if (!present) continue
    const folder = checkpointName(step)
    for (const name of checkpointFiles) {
      const file = join(checkpointsOf(checkpoints, id), folder, name)
      const { size } = await stat(file)
      found.push({ kind: 'checkpoint', path: checkpointPath(id, folder, name), file, bytes: size })
    }
  }
  return [...found, ...(await importedFile(store.runs.spec(number), models))]
}

async function importedFile({ model }: RunSpec, models: string): Promise<CarriedFile[]> {
  if (!isImported(model)) return []
  const file = modelFile(models, model.hash)
  const { size } = await stat(file)
  return [{ kind: 'model', path: modelPath(model.hash), file, bytes: size }]
}
