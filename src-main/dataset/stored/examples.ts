import { join } from 'node:path'
import { CuspError } from '#errors'
import type { Dataset, ImageShape, Parts } from '../dataset.ts'
import { hashOf } from '../hash.ts'
import {
  examplesFiles,
  type DatasetReport,
  type ExamplesManifest,
  type Origin,
} from './manifest.ts'
import { damage, fileIn, readManifest, readSized, requireSame } from './read.ts'
import { writeStored, type Destination } from './write.ts'

/** Labelled images as an import read them; with parts, those of train come first. */
export interface Examples {
  readonly images: Uint8Array
  readonly labels: Uint8Array
  readonly shape: ImageShape
  readonly classes: readonly string[]
  readonly parts?: Parts | undefined
}

/** Stores examples. @throws CuspError `dataset.exists`, `disk.full`. */
export function writeExamples(
  destination: Destination,
  examples: Examples,
  { report, origin }: { readonly report: DatasetReport; readonly origin: Origin },
): Promise<ExamplesManifest> {
  const { images, labels, shape, classes, parts } = examples
  return writeStored(destination, images.length + labels.length, async (put) => {
    const files = [await put(examplesFiles.images, images), await put(examplesFiles.labels, labels)]
    return {
      version: 1,
      kind: 'examples',
      name: destination.name,
      hash: hashOf(shape, images, labels, parts),
      shape: { ...shape, channels: shape.channels === 1 ? 1 : 3 },
      classes: [...classes],
      count: labels.length,
      parts: parts ? { ...parts } : null,
      report,
      origin,
      files,
    }
  })
}

/**
 * Reads a stored dataset, every byte checked against its manifest.
 * @param pinned the hash a spec wants, if it does.
 * @throws CuspError `dataset.unknown`, `dataset.corrupt`, `dataset.mismatch`.
 */
export async function readExamples(
  datasets: string,
  name: string,
  pinned?: string,
): Promise<Dataset> {
  const manifest = await readManifest(datasets, name)
  if (manifest.kind !== 'examples') throw notExamples(name)
  if (pinned !== undefined && pinned !== manifest.hash) throw mismatch(name, pinned, manifest.hash)
  const folder = join(datasets, name)
  const entries = [examplesFiles.images, examplesFiles.labels].map((file) =>
    fileIn(manifest, file, folder),
  )
  const [images, labels] = await Promise.all(entries.map((entry) => readSized(folder, entry)))
  const { shape, classes, count, hash } = manifest
  const parts = manifest.parts ?? undefined
  if (hashOf(shape, images, labels, parts) !== hash) {
    // Only then each file's own hash: it costs as much again, and says which one it is.
    requireSame(folder, entries[0], images)
    requireSame(folder, entries[1], labels)
    throw damage(folder, 'does not hold what its manifest says')
  }
  requireConsistent(manifest, images, labels, folder)
  return { name, images, labels, count, shape, classes, hash, parts }
}

/** A manifest can be edited by hand, and its hash made to fit. */
function requireConsistent(
  { shape, classes, count, parts }: ExamplesManifest,
  images: Uint8Array,
  labels: Uint8Array,
  folder: string,
): void {
  const pixels = count * shape.height * shape.width * shape.channels
  const isWhole = images.length === pixels && labels.length === count
  const isCut = parts === null || parts.train + parts.test === count
  const isKnown = labels.every((label) => label < classes.length)
  if (!isWhole || !isCut || !isKnown) throw damage(folder, 'does not hold what its manifest says')
}

function notExamples(name: string): CuspError {
  return new CuspError(
    'input.invalid',
    `dataset: "${name}" is a corruption set, which is evaluated on; it has no examples to train on.`,
    { place: 'dataset' },
  )
}

function mismatch(name: string, pinned: string, found: string): CuspError {
  return new CuspError(
    'dataset.mismatch',
    `dataset.source.hash: ${pinned.slice(0, 12)}… is asked for, but the stored dataset "${name}" ` +
      `is ${found.slice(0, 12)}…; import the files the spec was written for, or remove the hash.`,
    { place: 'dataset.source.hash' },
  )
}
