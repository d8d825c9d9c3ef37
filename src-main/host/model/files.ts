import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { writeDurably } from '#disk'
import { CuspError } from '#errors'
import { cacheOf, modelsOf } from '../folder.ts'
import { takeFile } from '../parcels.ts'

/** What the reader of ONNX files takes at most; a larger one is not even copied. */
const mostBytes = 2 ** 30

/** A model file in the data folder, whose name there is its content. */
export interface PlacedModel {
  /** What it was called where it came from. */
  readonly file: string
  /** SHA-256, hex. */
  readonly hash: string
}

export function modelFile(models: string, hash: string): string {
  return join(models, `${hash}.onnx`)
}

/**
 * Copies a model file into a data folder. A terminal does this itself and names the file by its hash
 * from then on: a path of this machine never goes through the contract, which a page speaks too.
 * @param name what the file is called, where that is not its name on this disk.
 * @throws CuspError `model.missing`, `model.malformed`, `folder.unwritable`.
 */
export async function placeModel(
  dataDir: string,
  path: string,
  name?: string,
): Promise<PlacedModel> {
  const bytes = await readWhole(path, name ?? path)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const models = modelsOf(dataDir)
  const placed = { file: name ?? basename(path), hash }
  if (await isThere(modelFile(models, hash))) return placed
  const temporary = join(models, `${hash}.${process.pid}.tmp`)
  try {
    await mkdir(models, { recursive: true })
    await rm(temporary, { force: true })
    await writeDurably(temporary, bytes)
    await rename(temporary, modelFile(models, hash))
  } catch (cause) {
    await rm(temporary, { force: true })
    const isFull = (cause as NodeJS.ErrnoException).code === 'ENOSPC'
    const message = `${name ?? path} cannot be copied to ${models}: ${(cause as Error).message}.`
    throw new CuspError(isFull ? 'disk.full' : 'folder.unwritable', message, {
      place: models,
      cause,
    })
  }
  return placed
}

async function readWhole(path: string, name: string): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > mostBytes) throw tooLarge(name, size)
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof CuspError) throw error
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`
    throw new CuspError('model.missing', `${name}: ${why}.`, { place: name, cause: error })
  }
}

function tooLarge(name: string, size: number): CuspError {
  const message = `${name} has ${size} bytes; models of at most ${mostBytes} are imported.`
  return new CuspError('model.malformed', message, { place: name })
}

/**
 * Takes an exported model from a data folder's cache to where a person wants it.
 * @throws CuspError `input.invalid` when there is a file already, or it cannot be written there.
 */
export async function takeExport(dataDir: string, file: string, target: string): Promise<void> {
  await takeFile(join(cacheOf(dataDir), file), target)
}

async function isThere(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined)
  return found?.isFile() ?? false
}

/** @throws CuspError `model.missing` when the data folder does not hold the model. */
export async function readModelFile(
  models: string,
  { file, hash }: PlacedModel,
): Promise<Uint8Array> {
  try {
    return await readFile(modelFile(models, hash))
  } catch (cause) {
    throw missing(file, hash, cause)
  }
}

/** @throws CuspError `model.missing` when the data folder does not hold the model. */
export async function requireModelFile(models: string, { file, hash }: PlacedModel): Promise<void> {
  if (!(await isThere(modelFile(models, hash)))) throw missing(file, hash)
}

/** @throws CuspError `model.missing` likewise, within the turn: nothing comes in between. */
export function requireModelNow(models: string, { file, hash }: PlacedModel): void {
  if (!existsSync(modelFile(models, hash))) throw missing(file, hash)
}

function missing(file: string, hash: string, cause?: unknown): CuspError {
  const message = `${file} (${hash.slice(0, 12)}) is not in this data folder; "cusp import" brings it there.`
  return new CuspError('model.missing', message, { place: file, cause })
}
