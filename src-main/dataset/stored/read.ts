import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CuspError } from '#errors'
import { manifestName, manifestSchema, sha256, type Manifest, type StoredFile } from './manifest.ts'
import { requireName } from './name.ts'

/** A manifest with a report of 255 classes is a tenth of this. */
const longestManifest = 1 << 20

/**
 * The manifest of a stored dataset.
 * @param datasets folder of all of them.
 * @throws CuspError `dataset.unknown`, or `dataset.corrupt` when it cannot be understood.
 */
export async function readManifest(datasets: string, name: string): Promise<Manifest> {
  const file = join(datasets, requireName(name), manifestName)
  const bytes = await readBounded(file, longestManifest).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw unknown(name)
    throw error
  })
  let manifest: Manifest
  try {
    manifest = manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString()))
  } catch (cause) {
    throw damage(file, 'is not a manifest', cause)
  }
  if (manifest.name !== name) throw damage(file, `is that of "${manifest.name}"`)
  return manifest
}

/** Names in the folder of datasets; what an import left behind begins with a dot. */
export async function storedNames(datasets: string): Promise<string[]> {
  const entries = await readdir(datasets, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  })
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  return folders.map(({ name }) => name).sort()
}

/**
 * The bytes of a file that a manifest lists, if there are as many as it says.
 * @throws CuspError `dataset.corrupt`, naming the file.
 */
export async function readSized(folder: string, { name, bytes }: StoredFile): Promise<Uint8Array> {
  const file = join(folder, name)
  let read: Uint8Array
  try {
    read = await readBounded(file, bytes + 1)
  } catch (error) {
    throw damage(file, `cannot be read (${(error as NodeJS.ErrnoException).code})`, error)
  }
  if (read.length === bytes) return read
  const found = read.length > bytes ? 'has more than' : `has ${read.length} of`
  throw damage(file, `${found} the ${bytes} bytes of its manifest`)
}

/** @throws CuspError `dataset.corrupt`, naming the file, if its bytes are not those once written. */
export function requireSame(folder: string, entry: StoredFile, bytes: Uint8Array): void {
  if (sha256(bytes) !== entry.sha256)
    throw damage(join(folder, entry.name), 'is not as it was written')
}

/** The entry of a file in a manifest. @throws CuspError `dataset.corrupt` if it lists none. */
export function fileIn(manifest: Manifest, name: string, folder: string): StoredFile {
  const found = manifest.files.find((file) => file.name === name)
  if (found) return found
  throw damage(join(folder, manifestName), `lists no ${name}`)
}

/** At most `limit` bytes of a file. */
async function readBounded(file: string, limit: number): Promise<Uint8Array> {
  const opened = await open(file)
  try {
    const { size } = await opened.stat()
    const bytes = new Uint8Array(Math.min(size, limit))
    let filled = 0
    while (filled < bytes.length) {
      const { bytesRead } = await opened.read(bytes, filled, bytes.length - filled, filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return bytes.subarray(0, filled)
  } finally {
    await opened.close()
  }
}

export function damage(place: string, found: string, cause?: unknown): CuspError {
  return new CuspError('dataset.corrupt', `The dataset file ${place} ${found}; import it again.`, {
    place,
    cause,
  })
}

function unknown(name: string): CuspError {
  return new CuspError(
    'dataset.unknown',
    `No dataset is stored under the name "${name}"; "cusp dataset list" shows those there are.`,
    { place: name },
  )
}
