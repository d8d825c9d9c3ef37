import { join } from 'node:path'
import { CuspError, nearestName } from '#errors'
import { batchOf } from '../batch.ts'
import type { Batch, Dataset } from '../dataset.ts'
import { sha256, type CorruptionsManifest, type Origin } from './manifest.ts'
import { fileIn, readManifest, readSized, requireSame } from './read.ts'
import { writeStored, type Destination } from './write.ts'

/** How strong a corruption is: Hendrycks & Dietterich (arXiv 1903.12261) have five levels. */
export const severities = [1, 2, 3, 4, 5] as const
export type Severity = (typeof severities)[number]

/** Ready-made corrupted versions of a dataset's test examples, as in CIFAR-10-C. */
export interface Corruptions {
  readonly name: string
  /** SHA-256 (hex) over the base's hash and every corrupted pixel. */
  readonly hash: string
  /** Names of the corruptions, as `gaussian_noise`, in alphabetical order. */
  readonly corruptions: readonly string[]
  /**
   * Test examples as a corruption leaves them, with their true labels. The last corruption and
   * severity asked for stays in memory (30 MB for CIFAR-10-C): ask for one at a time.
   * @param indices positions in the base dataset, as a split's `test` has them.
   * @throws CuspError `input.invalid` for a corruption it does not have, `dataset.corrupt`;
   *   RangeError for an example that is not a test example.
   */
  batch(
    indices: Uint32Array | readonly number[],
    corruption: string,
    severity: Severity,
  ): Promise<Batch>
}

/** The stored images of one corruption at one severity, `[count, height, width, channel]`. */
export function slabFile(corruption: string, severity: Severity): string {
  return `${corruption}-${severity}.bin`
}

/** Where the corrupted examples begin in the base: all of it, if it has no parts, is test. */
export function firstTest({ parts }: Pick<Dataset, 'parts'>): number {
  return parts?.train ?? 0
}

/**
 * Opens a corruption set for the dataset it was imported for.
 * @param datasets folder of all stored datasets.
 * @throws CuspError `dataset.unknown`, `dataset.corrupt`; `dataset.mismatch` if it is of another
 *   dataset; `input.invalid` if the name is of a dataset with examples.
 */
export async function loadCorruptions(
  datasets: string,
  name: string,
  dataset: Dataset,
): Promise<Corruptions> {
  const manifest = await readManifest(datasets, name)
  if (manifest.kind !== 'corruptions') throw notCorruptions(name)
  if (manifest.base.hash !== dataset.hash) throw ofAnother(manifest, dataset)
  const folder = join(datasets, name)
  const first = firstTest(dataset)
  const labels = dataset.labels.subarray(first)
  const { shape, count } = dataset
  let last: { readonly key: string; readonly images: Promise<Uint8Array> } | undefined
  const slab = (key: string): Promise<Uint8Array> => {
    if (last?.key !== key) last = { key, images: readSlab(manifest, folder, key) }
    return last.images
  }
  return {
    name,
    hash: manifest.hash,
    corruptions: manifest.corruptions,
    batch: async (indices, corruption, severity) => {
      requireCorruption(manifest, corruption)
      const images = await slab(slabFile(corruption, severity))
      const drawn = Array.from(indices, (index) => {
        if (index >= first) return index - first
        throw new RangeError(`example ${index} is not a test example: those begin at ${first}`)
      })
      const batch = batchOf({ images, labels, shape, count: count - first }, drawn)
      return { ...batch, indices: Uint32Array.from(indices) }
    },
  }
}

async function readSlab(manifest: CorruptionsManifest, folder: string, file: string) {
  const entry = fileIn(manifest, file, folder)
  const images = await readSized(folder, entry)
  requireSame(folder, entry, images)
  return images
}

/** What a corruption set is made of, in the order it is to be stored. */
export interface CorruptionDraft {
  readonly base: Dataset
  readonly corruptions: readonly string[]
  /** Images of one corruption at one severity, as many as the base has test examples. */
  readonly slab: (corruption: string, severity: Severity) => Promise<Uint8Array>
  /** Asked once all slabs are read. */
  readonly origin: () => Origin
}

/** Stores a corruption set, one slab in memory at a time. @throws CuspError `dataset.exists`, `disk.full`. */
export function writeCorruptions(
  destination: Destination,
  { base, corruptions, slab, origin }: CorruptionDraft,
): Promise<CorruptionsManifest> {
  const { height, width, channels } = base.shape
  const count = base.count - firstTest(base)
  const names = corruptions.toSorted()
  const bytes = names.length * severities.length * count * height * width * channels
  return writeStored(destination, bytes, async (put) => {
    const files = []
    for (const corruption of names) {
      for (const severity of severities) {
        files.push(await put(slabFile(corruption, severity), await slab(corruption, severity)))
      }
    }
    return {
      version: 1,
      kind: 'corruptions',
      name: destination.name,
      hash: sha256([base.hash, ...files.map((file) => file.sha256)].join()),
      base: { name: base.name, hash: base.hash },
      shape: { height, width, channels: channels === 1 ? 1 : 3 },
      count,
      corruptions: names,
      origin: origin(),
      files,
    }
  })
}

function requireCorruption({ name, corruptions }: CorruptionsManifest, asked: string): void {
  if (corruptions.includes(asked)) return
  const near = nearestName(asked, corruptions)
  const hint = near === undefined ? `it has ${corruptions.join(', ')}` : `did you mean "${near}"?`
  throw new CuspError('input.invalid', `corruption: "${name}" has no "${asked}"; ${hint}`, {
    place: 'corruption',
  })
}

function notCorruptions(name: string): CuspError {
  return new CuspError(
    'input.invalid',
    `corruptions: "${name}" is a dataset of its own, not a corruption set; "cusp dataset list" tells them apart.`,
    { place: 'corruptions' },
  )
}

function ofAnother({ name, base }: CorruptionsManifest, dataset: Dataset): CuspError {
  return new CuspError(
    'dataset.mismatch',
    `The corruption set "${name}" is of "${base.name}" (${base.hash.slice(0, 12)}…), and this run's ` +
      `data is "${dataset.name}" (${dataset.hash.slice(0, 12)}…); evaluate a run of that dataset.`,
    { place: 'corruptions' },
  )
}
