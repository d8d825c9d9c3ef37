import { constants, mkdirSync, rmSync } from 'node:fs'
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ParcelEnding } from '#contract'
import { freeBytes, writeAt } from '#disk'
import { CuspError } from '#errors'
import { cacheOf } from './folder.ts'
import { newId } from './new-run.ts'

/** Where files lie that are on their way into a data folder, or out of it. */
export function parcelsOf(dataDir: string): string {
  return join(cacheOf(dataDir), 'parcels')
}

/** Nothing that was under way outlives the host it was under way with. */
export function emptyParcels(dataDir: string): void {
  rmSync(parcelsOf(dataDir), { recursive: true, force: true })
  mkdirSync(parcelsOf(dataDir), { recursive: true })
}

/** @param name that `newParcel` gave; the contract lets no other through. */
export function parcelFile(dataDir: string, name: string): string {
  return join(parcelsOf(dataDir), name)
}

export function newParcel(ending: ParcelEnding | 'zip'): string {
  return `${newId()}.${ending}`
}

interface Piece {
  readonly file?: string | undefined
  /** What a new file is. */
  readonly ending: ParcelEnding
  readonly offset: number
  readonly piece: Uint8Array
}

/**
 * Puts a piece at the end of a file, or begins one.
 * @throws CuspError `bundle.missing`, `input.invalid` for a piece out of order, `disk.full`.
 */
export async function takePiece(
  dataDir: string,
  { file, ending, offset, piece }: Piece,
): Promise<{ file: string; bytes: number }> {
  const name = file ?? newParcel(ending)
  const free = freeBytes(parcelsOf(dataDir))
  if (free !== null && free < piece.length) throw noRoom(dataDir)
  const opened = await openParcel(dataDir, name, file === undefined ? 'wx' : 'r+')
  try {
    const { size } = await opened.stat()
    if (size !== offset) {
      const message = `offset: is ${offset}; the file has ${size} bytes, and goes on there.`
      throw new CuspError('input.invalid', message, { place: 'offset' })
    }
    await writeAt(opened, piece, offset).catch(async (error: unknown) => {
      // Half a piece would make the next try one out of order.
      await opened.truncate(offset)
      throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? noRoom(dataDir) : error
    })
    return { file: name, bytes: offset + piece.length }
  } finally {
    await opened.close()
  }
}

/** @throws CuspError `bundle.missing`. */
export async function givePiece(
  dataDir: string,
  { file, offset, most }: { file: string; offset: number; most: number },
): Promise<{ piece: string; bytes: number }> {
  const opened = await openParcel(dataDir, file, 'r')
  try {
    const { size } = await opened.stat()
    const buffer = Buffer.alloc(Math.max(0, Math.min(most, size - offset)))
    const { bytesRead } = await opened.read(buffer, 0, buffer.length, offset)
    return { piece: buffer.subarray(0, bytesRead).toString('base64'), bytes: size }
  } finally {
    await opened.close()
  }
}

export async function discardParcel(dataDir: string, file: string): Promise<void> {
  await rm(parcelFile(dataDir, file), { force: true })
}

/**
 * Copies a file into a data folder, where its host takes it from. A terminal does this itself: a path
 * of this machine never goes through the contract, which a page speaks too.
 * @throws CuspError `bundle.missing` when it cannot be read.
 */
export async function placeParcel(dataDir: string, path: string): Promise<string> {
  const name = newParcel('cusp')
  await mkdir(parcelsOf(dataDir), { recursive: true })
  try {
    await copyFile(path, parcelFile(dataDir, name), constants.COPYFILE_FICLONE)
    return name
  } catch (cause) {
    await discardParcel(dataDir, name)
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw noRoom(dataDir)
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`
    throw new CuspError('bundle.missing', `${path}: ${why}.`, { place: path, cause })
  }
}

/**
 * Takes a written file to where a person wants it: there whole or not at all, and over nothing.
 * @throws CuspError `input.invalid` when there is a file already, or it cannot be written there.
 */
export async function takeParcel(dataDir: string, file: string, target: string): Promise<void> {
  await takeFile(parcelFile(dataDir, file), target)
}

/** As `takeParcel`, of any file that is ours to give. */
export async function takeFile(cached: string, target: string): Promise<void> {
  try {
    // A link is refused where something is, which a rename is not.
    await link(cached, target)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw taken(target)
    await copyBeside(cached, target)
  } finally {
    await rm(cached, { force: true })
  }
}

/** On another disk, or one without links: copied under another name first. */
async function copyBeside(cached: string, target: string): Promise<void> {
  const part = join(target, '..', `.${basename(target)}.${newId()}`)
  let isReserved = false
  try {
    await copyFile(cached, part, constants.COPYFILE_EXCL)
    const reserved = await open(target, 'wx')
    isReserved = true
    await reserved.close()
    await rename(part, target)
  } catch (cause) {
    await rm(part, { force: true })
    if (isReserved) await rm(target, { force: true })
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') throw taken(target)
    const message = `${target}: it cannot be written (${code}).`
    throw new CuspError('input.invalid', message, { place: target, cause })
  }
}

async function openParcel(dataDir: string, file: string, flags: string) {
  return open(parcelFile(dataDir, file), flags).catch((cause: unknown) => {
    const message = `No file ${file} is under way; it was fetched, discarded, or sent to another host.`
    throw new CuspError('bundle.missing', message, { place: 'file', cause })
  })
}

function taken(target: string): CuspError {
  return new CuspError('input.invalid', `${target}: there is a file of that name.`, {
    place: target,
  })
}

function noRoom(dataDir: string): CuspError {
  const place = parcelsOf(dataDir)
  return new CuspError('disk.full', `There is no room for the file in ${place}.`, { place })
}
