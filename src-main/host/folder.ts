import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CuspError } from '#errors'

/** Where everything is kept; all paths absolute. */
export interface DataFolder {
  readonly root: string
  readonly database: string
  readonly lock: string
  /** Room that is given back when the disk is full. */
  readonly ballast: string
  readonly checkpoints: string
  /** Datasets that were imported, a folder each. */
  readonly datasets: string
  /** Models that were imported, each a file named by its SHA-256. */
  readonly models: string
  /** What can be made again; emptied by whoever needs the room. */
  readonly cache: string
  /** Engines built by `cusp engine install`, a folder each. */
  readonly engines: string
  readonly backups: string
  readonly quarantine: string
}

/**
 * Makes the folders of a data folder where they are missing.
 * @throws CuspError `folder.unwritable`, naming the path that could not be made or written.
 */
export function makeFolder(root: string): DataFolder {
  const inside = (name: string) => join(root, name)
  for (const name of [
    '',
    'checkpoints',
    'datasets',
    'models',
    'logs',
    'backups',
    'quarantine',
    'cache',
  ]) {
    makeWritable(inside(name))
  }
  return {
    root,
    database: inside('cusp.sqlite'),
    lock: inside('host.lock'),
    ballast: inside('ballast'),
    checkpoints: inside('checkpoints'),
    datasets: inside('datasets'),
    models: modelsOf(root),
    cache: cacheOf(root),
    engines: enginesOf(root),
    backups: inside('backups'),
    quarantine: inside('quarantine'),
  }
}

export function cacheOf(root: string): string {
  return join(root, 'cache')
}

/** Where the files are kept that an engine is built of, until it is. */
export function downloadsOf(root: string): string {
  return join(cacheOf(root), 'engines')
}

/** Where a data folder keeps the engines that were built for it. */
export function enginesOf(root: string): string {
  return join(root, 'engines')
}

/** Where a data folder keeps imported models. */
export function modelsOf(root: string): string {
  return join(root, 'models')
}

function makeWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CuspError(
      'folder.unwritable',
      `The data folder cannot be written at ${path} (${reason}); choose another with --data or CUSP_DATA.`,
      { place: path, cause: error },
    )
  }
}
