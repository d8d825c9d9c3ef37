import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CuspError } from '#errors'
import { checkpointName, files, stepOf } from './layout.ts'
import { manifestSchema, sha256, type Manifest } from './manifest.ts'

/** A checkpoint whose every byte is as written. */
export interface SoundCheckpoint {
  readonly folder: string
  readonly step: number
  readonly hash: string
  readonly bytes: number
}

export interface Survey {
  /** The newest one that is sound. */
  readonly sound: SoundCheckpoint | null
  /** Newer ones that are not, and why. */
  readonly damaged: readonly { readonly folder: string; readonly reason: string }[]
}

/** Looks for the checkpoint to continue a run from. @param run folder of the run's checkpoints. */
export async function surveyCheckpoints(run: string): Promise<Survey> {
  const steps = (await namesIn(run)).flatMap((name) => stepOf(name) ?? [])
  const damaged: { folder: string; reason: string }[] = []
  for (const step of steps.sort((a, b) => b - a)) {
    const folder = checkpointName(step)
    try {
      return { sound: await checkCheckpoint(run, folder), damaged }
    } catch (error) {
      damaged.push({ folder, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return { sound: null, damaged }
}

/** Reads every byte of a checkpoint. @throws CuspError `checkpoint.corrupt`, naming the file. */
export async function checkCheckpoint(run: string, folder: string): Promise<SoundCheckpoint> {
  const { manifest, hash, contents } = await readCheckpoint(run, folder)
  const bytes = contents.get(files.snapshot)?.byteLength ?? 0
  return { folder, step: manifest.step, hash, bytes }
}

/** The encoded snapshot of a checkpoint. @throws CuspError `checkpoint.corrupt`, naming the file. */
export async function readSnapshot(
  run: string,
  folder: string,
): Promise<{ bytes: Uint8Array; hash: string }> {
  const { contents, hash } = await readCheckpoint(run, folder)
  const bytes = contents.get(files.snapshot)
  if (!bytes) throw damage(join(run, folder), `has no ${files.snapshot}`)
  return { bytes, hash }
}

interface Contents {
  readonly manifest: Manifest
  readonly hash: string
  readonly contents: ReadonlyMap<string, Uint8Array>
}

async function readCheckpoint(run: string, name: string): Promise<Contents> {
  const folder = join(run, name)
  const { manifest, hash } = await readManifest(folder)
  if (checkpointName(manifest.step) !== name) {
    throw damage(folder, `is that of step ${manifest.step} by its manifest`)
  }
  const contents = new Map<string, Uint8Array>()
  for (const { name: file, bytes, sha256: expected } of manifest.files) {
    const read = await readOr(join(folder, file))
    if (read.byteLength !== bytes) {
      throw damage(join(folder, file), `has ${read.byteLength} bytes instead of ${bytes}`)
    }
    if (sha256(read) !== expected) throw damage(join(folder, file), 'is not as it was written')
    contents.set(file, read)
  }
  return { manifest, hash, contents }
}

async function readManifest(folder: string): Promise<{ manifest: Manifest; hash: string }> {
  const file = join(folder, files.manifest)
  const bytes = await readOr(file)
  try {
    const manifest = manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString()))
    return { manifest, hash: sha256(bytes) }
  } catch (error) {
    throw damage(file, 'is not a manifest', error)
  }
}

async function readOr(file: string): Promise<Uint8Array> {
  try {
    // A plain array: a Buffer's `slice` is a view, and who decodes would read the wrong bytes.
    return new Uint8Array(await readFile(file))
  } catch (error) {
    throw damage(file, 'cannot be read', error)
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function damage(place: string, found: string, cause?: unknown): CuspError {
  return new CuspError('checkpoint.corrupt', `The checkpoint file ${place} ${found}.`, {
    place,
    cause,
  })
}
