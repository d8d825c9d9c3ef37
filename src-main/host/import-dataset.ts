import { join } from 'node:path'
import { importDataset, type ImportRequest, type ImportSurroundings, type Manifest } from '#dataset'
import { projectRoot } from '#executor'
import { makeFolder } from './folder.ts'

export type DatasetRequest = ImportRequest

/**
 * Imports a dataset into a data folder, in this process: a terminal's, which holds no database, so
 * that a file that breaks a decoder breaks nothing else. A live host of the folder sees the dataset as
 * soon as it is there.
 * @throws CuspError `folder.unwritable`, and what `importDataset` throws.
 */
export function importIntoFolder(
  dataDir: string,
  request: ImportRequest,
  watch: Pick<ImportSurroundings, 'signal' | 'onImages'>,
): Promise<Manifest> {
  const { datasets } = makeFolder(dataDir)
  const resources = join(projectRoot(), 'resources')
  return importDataset(request, { ...watch, datasets, resources, now: Date.now() })
}
