import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { CuspError } from '#errors'
import { ZipReader } from './bundle/index.ts'
import { newId } from './new-run.ts'
import { discardParcel, parcelFile } from './parcels.ts'

/** Files of an export of thousands of runs, one a metric and parameter. */
const mostFiles = 2_000_000

/**
 * Unfolds an export that the host has written to where a person wants it: there whole or not at all,
 * and over nothing.
 * @throws CuspError `input.invalid` when something is there already, or it cannot be written there.
 */
export async function unpackParcel(dataDir: string, file: string, target: string): Promise<void> {
  const folder = resolve(target)
  const part = join(dirname(folder), `.cusp-${newId()}`)
  try {
    const zip = await ZipReader.open(parcelFile(dataDir, file), file, mostFiles)
    try {
      await mkdir(part)
      for (const [name, { uncompressedSize }] of zip.entries) {
        const { contents } = await zip.read(name, uncompressedSize)
        await mkdir(join(part, dirname(name)), { recursive: true })
        await writeFile(join(part, name), contents, { flag: 'wx' })
      }
    } finally {
      zip.close()
    }
    if (existsSync(folder)) throw taken(target)
    await rename(part, folder)
  } catch (cause) {
    if (cause instanceof CuspError) throw cause
    const message = `${target}: it cannot be written (${(cause as NodeJS.ErrnoException).code}).`
    throw new CuspError('input.invalid', message, { place: target, cause })
  } finally {
    await rm(part, { recursive: true, force: true })
    await discardParcel(dataDir, file)
  }
}

function taken(target: string): CuspError {
  return new CuspError('input.invalid', `${target}: there is a file or folder of that name.`, {
    place: target,
  })
}
