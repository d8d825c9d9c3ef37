import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { freeBytes, removeFolder, renameFolder, syncFolder, writeDurably } from '#disk'
import { CuspError } from '#errors'
import { checkpointName, files, keptCheckpoints, stepOf } from './layout.ts'
import { sha256, type Manifest } from './manifest.ts'

/** The bytes of a checkpoint, before it is one. */
export interface CheckpointDraft {
  readonly step: number
  /** The encoded snapshot. */
  readonly snapshot: Uint8Array
  /** JSON of what it belongs to. */
  readonly origin: string
}

export interface WrittenCheckpoint {
  /** Name of its folder in that of the run. */
  readonly folder: string
  /** SHA-256 (hex) of the manifest, which holds those of the files. */
  readonly hash: string
  readonly bytes: number
}

/**
 * Writes a checkpoint so that it is there whole or not at all: files and then their manifest into a
 * temporary folder, each synced; `beforePublishing`; one rename; older ones removed last.
 * @param run folder of the run's checkpoints.
 * @throws CuspError `disk.full`, before anything is written if less than twice the room is free.
 */
export async function writeCheckpoint(
  run: string,
  draft: CheckpointDraft,
  beforePublishing: () => Promise<void>,
): Promise<WrittenCheckpoint> {
  await mkdir(run, { recursive: true })
  refuseFullDisk(run, draft.snapshot.byteLength)
  const folder = checkpointName(draft.step)
  const temporary = join(run, `${folder}.tmp`)
  await removeFolder(temporary)
  try {
    await mkdir(temporary)
    const manifest = await fill(temporary, draft)
    await beforePublishing()
    await publish(run, temporary, folder)
    await prune(run)
    return { folder, hash: sha256(manifest), bytes: draft.snapshot.byteLength }
  } catch (error) {
    await removeFolder(temporary)
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? full(run, error) : error
  }
}

/** @returns the manifest as written. */
async function fill(folder: string, draft: CheckpointDraft): Promise<string> {
  const contents = [
    { name: files.snapshot, bytes: draft.snapshot },
    { name: files.origin, bytes: Buffer.from(draft.origin) },
  ]
  for (const { name, bytes } of contents) await writeDurably(join(folder, name), bytes)
  const manifest: Manifest = {
    version: 1,
    step: draft.step,
    files: contents.map(({ name, bytes }) => ({
      name,
      bytes: bytes.byteLength,
      sha256: sha256(bytes),
    })),
  }
  const text = JSON.stringify(manifest)
  await writeDurably(join(folder, files.manifest), text)
  await syncFolder(folder)
  return text
}

async function publish(run: string, temporary: string, folder: string): Promise<void> {
  const place = join(run, folder)
  // One of the same step is from an earlier lease, and a folder cannot be renamed onto another.
  const before = join(run, `${folder}.before.tmp`)
  await removeFolder(before)
  const isAgain = await renameFolder(place, before).then(() => true, isAbsent)
  try {
    await renameFolder(temporary, place)
  } catch (error) {
    if (isAgain) await renameFolder(before, place)
    throw error
  }
  await syncFolder(run)
}

/** False for a folder that is not there; what else went wrong is thrown on. */
function isAbsent(error: unknown): false {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
  throw error
}

async function prune(run: string): Promise<void> {
  const names = (await readdir(run)).sort()
  const whole = names.filter((name) => stepOf(name) !== null)
  // One writer a run: what is half written now was left by a lease that died.
  const half = names.filter((name) => name.endsWith('.tmp'))
  for (const name of [...whole.slice(0, -keptCheckpoints), ...half]) {
    await removeFolder(join(run, name))
  }
}

function refuseFullDisk(run: string, bytes: number): void {
  const free = freeBytes(run)
  if (free !== null && free < 2 * bytes) {
    throw full(run, undefined, `${mega(free)} MB are free and ${mega(2 * bytes)} MB are needed`)
  }
}

function full(run: string, cause: unknown, found = 'the disk is full'): CuspError {
  return new CuspError(
    'disk.full',
    `No room for a checkpoint in ${run}: ${found}; make room, then resume the run.`,
    { place: run, cause },
  )
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
