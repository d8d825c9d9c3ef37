import { join } from 'node:path'
import { asCuspError } from '#errors'
import type { Manifest } from './manifest.ts'
import { readManifest, readSized, requireSame, storedNames } from './read.ts'

/** A stored dataset as its manifest describes it, or why that cannot be told. */
export type Listed =
  | { readonly name: string; readonly manifest: Manifest }
  | { readonly name: string; readonly problem: string }

/** What a check of every byte found. */
export interface Verified {
  readonly name: string
  readonly files: number
  readonly bytes: number
  /** Files that are not as they were written, and what is wrong with each; none in a sound dataset. */
  readonly damaged: readonly { readonly file: string; readonly problem: string }[]
}

/** All stored datasets by name. */
export async function listStored(datasets: string): Promise<Listed[]> {
  const names = await storedNames(datasets)
  return Promise.all(
    names.map((name) =>
      readManifest(datasets, name).then(
        (manifest) => ({ name, manifest }),
        (error: unknown) => ({ name, problem: asCuspError(error).message }),
      ),
    ),
  )
}

/**
 * Reads every byte of a stored dataset again.
 * @throws CuspError `dataset.unknown`; damage is not thrown but told, file by file.
 */
export async function verifyStored(datasets: string, name: string): Promise<Verified> {
  const folder = join(datasets, name)
  const damaged: { file: string; problem: string }[] = []
  const judge = (file: string, error: unknown) => {
    const { code, message } = asCuspError(error)
    if (code !== 'dataset.corrupt') throw error
    damaged.push({ file, problem: message })
  }
  let manifest: Manifest
  try {
    manifest = await readManifest(datasets, name)
  } catch (error) {
    judge('manifest.json', error)
    return { name, files: 0, bytes: 0, damaged }
  }
  for (const entry of manifest.files) {
    try {
      requireSame(folder, entry, await readSized(folder, entry))
    } catch (error) {
      judge(entry.name, error)
    }
  }
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
  return { name, files: manifest.files.length, bytes, damaged }
}
