import { mkdir, mkdtemp, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { freeBytes, removeFolder, renameFolder, syncFolder, writeDurably } from '#disk'
import { CuspError } from '#errors'
import { manifestName, sha256, type Manifest, type StoredFile } from './manifest.ts'
import { requireName } from './name.ts'

/** Where an import goes, and the time it is made at (milliseconds since 1970). */
export interface Destination {
  /** Folder of all stored datasets; made if missing. */
  readonly datasets: string
  readonly name: string
  readonly now: number
}

/** Puts one file of a dataset on the disk, and keeps its entry for the manifest. */
export type PutFile = (name: string, bytes: Uint8Array) => Promise<StoredFile>

const unfinished = '.importing-'

/** No import takes a day: what is older was left by one that was killed. */
const forgottenMs = 24 * 3600 * 1000

/**
 * Makes a stored dataset that is there whole or not at all: files and then their manifest in a
 * folder that no listing sees, each synced, then one rename.
 * @param bytes about how much will be written.
 * @param fill writes the files and returns the manifest.
 * @throws CuspError `dataset.exists`, `disk.full`, and what `fill` throws; nothing is left then.
 */
export async function writeStored<M extends Manifest>(
  { datasets, name, now }: Destination,
  bytes: number,
  fill: (put: PutFile) => Promise<M>,
): Promise<M> {
  const place = join(datasets, requireName(name))
  await mkdir(datasets, { recursive: true })
  await refuseExisting(datasets, name)
  await removeForgotten(datasets, now)
  refuseFullDisk(datasets, bytes)
  const temporary = await mkdtemp(join(datasets, unfinished))
  try {
    const manifest = await fill((file, content) => put(temporary, file, content))
    await writeDurably(join(temporary, manifestName), JSON.stringify(manifest))
    await syncFolder(temporary)
    await publish(temporary, place, name)
    await syncFolder(datasets)
    return manifest
  } catch (error) {
    await removeFolder(temporary)
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? full(datasets, error) : error
  }
}

/** @throws CuspError `dataset.exists` */
export async function refuseExisting(datasets: string, name: string): Promise<void> {
  if (await exists(join(datasets, requireName(name)))) throw taken(name)
}

async function put(folder: string, name: string, bytes: Uint8Array): Promise<StoredFile> {
  await writeDurably(join(folder, name), bytes)
  return { name, bytes: bytes.byteLength, sha256: sha256(bytes) }
}

/** A folder cannot be renamed onto one that holds files: of two imports of one name, one stays. */
async function publish(temporary: string, place: string, name: string): Promise<void> {
  try {
    await renameFolder(temporary, place)
  } catch (error) {
    throw (await exists(place)) ? taken(name) : error
  }
}

async function removeForgotten(datasets: string, now: number): Promise<void> {
  for (const name of await readdir(datasets)) {
    if (!name.startsWith(unfinished)) continue
    const folder = join(datasets, name)
    const made = await stat(folder).catch(() => null)
    if (made && made.mtimeMs < now - forgottenMs) await removeFolder(folder)
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function taken(name: string): CuspError {
  return new CuspError(
    'dataset.exists',
    `A dataset is already stored under the name "${name}"; give another with --name.`,
    { place: name },
  )
}

function refuseFullDisk(datasets: string, bytes: number): void {
  const free = freeBytes(datasets)
  // A sixteenth more: a full disk stops runs too.
  if (free === null || free > bytes * (1 + 1 / 16)) return
  throw full(datasets, undefined, `${mega(free)} MB are free and ${mega(bytes)} MB are needed`)
}

function full(place: string, cause: unknown, found = 'the disk is full'): CuspError {
  return new CuspError('disk.full', `No room for the dataset in ${place}: ${found}.`, {
    place,
    cause,
  })
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
