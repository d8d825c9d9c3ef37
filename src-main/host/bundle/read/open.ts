import type { z } from 'zod'
import { conform, decode, decodeInSlices } from '../format/json.ts'
import { mostArrayBytes, mostDocumentBytes, mostManifestBytes } from '../format/limits.ts'
import {
  itemKinds,
  manifestName,
  manifestSchema,
  type Item,
  type ItemKind,
  type Manifest,
} from '../format/manifest.ts'
import { malformed } from '../format/refusal.ts'
import { stepsFrom, versionSteps, type VersionStep } from '../format/versions.ts'
import { ZipReader, type OnChunk } from '../zip/reader.ts'
import { inTurns } from '../../in-slices.ts'

export type KnownItem = Item & { readonly kind: ItemKind }

/** A bundle whose manifest and directory agree; what is in it is checked as it is read. */
export interface Bundle {
  readonly place: string
  readonly manifest: Manifest
  /** Of kinds that this version knows, by path. */
  readonly items: ReadonlyMap<string, KnownItem>
  /** Kinds that it does not, each with how many there are. */
  readonly unknown: ReadonlyMap<string, number>
  document<Schema extends z.ZodType>(item: KnownItem, schema: Schema): Promise<z.infer<Schema>>
  contents(item: KnownItem): Promise<Buffer>
  each(item: KnownItem, onChunk: OnChunk): Promise<void>
  close(): void
}

/**
 * Opens a bundle that nobody vouches for.
 * @param place what it is called in messages. @param steps how older versions become ours.
 * @throws CuspError `bundle.malformed`, `bundle.newer`.
 */
export async function openBundle(
  file: string,
  place: string,
  steps: readonly VersionStep[] = versionSteps,
): Promise<Bundle> {
  const zip = await ZipReader.open(file, place)
  try {
    return await withManifest(zip, place, steps)
  } catch (error) {
    zip.close()
    throw error
  }
}

async function withManifest(
  zip: ZipReader,
  place: string,
  known: readonly VersionStep[],
): Promise<Bundle> {
  const { manifest, steps } = await readManifest(zip, place, known)
  requireAgreement(zip, manifest, place)
  const items = manifest.items.filter(isKnown)
  const unknown = manifest.items.filter((item) => !isKnown(item))
  const contents = async (item: KnownItem): Promise<Buffer> => {
    const read = await zip.read(item.path, item.bytes)
    requireHash(item, read.sha256, place)
    return read.contents
  }
  return {
    place,
    manifest,
    items: new Map(items.map((item) => [item.path, item])),
    unknown: new Map(
      [...Map.groupBy(unknown, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]),
    ),
    contents,
    document: async (item, schema) => {
      const at = `${place}: ${item.path}`
      const found = steps.reduce(
        (document, { documents }) => documents[item.kind]?.(document) ?? document,
        await inTurns(decodeInSlices(await contents(item), at)),
      )
      return conform(schema, found, at)
    },
    each: async (item, onChunk) => {
      const { sha256 } = await zip.each(item.path, item.bytes, onChunk)
      requireHash(item, sha256, place)
    },
    close: () => zip.close(),
  }
}

async function readManifest(zip: ZipReader, place: string, known: readonly VersionStep[]) {
  const at = `${place}: ${manifestName}`
  const entry = zip.entries.get(manifestName)
  if (!entry) throw malformed(place, `has no ${manifestName}, so it is no bundle of Cusp's`)
  const { uncompressedSize: size } = entry
  if (size > mostManifestBytes) {
    throw malformed(at, `has ${size} bytes; at most ${mostManifestBytes} are read`)
  }
  const written = decode((await zip.read(manifestName, size)).contents, at)
  const steps = stepsFrom(written, at, known)
  const upgraded = steps.reduce((manifest, step) => step.manifest(manifest), written)
  return { manifest: conform(manifestSchema, upgraded, at), steps }
}

/** Every entry is named by the manifest, once, with its size; and the other way about. */
function requireAgreement({ entries }: ZipReader, { items }: Manifest, place: string): void {
  const named = new Set<string>()
  for (const { path, kind, bytes } of items) {
    const at = `${place}: ${path}`
    if (named.has(path) || path === manifestName) throw malformed(at, 'is named twice')
    named.add(path)
    const entry = entries.get(path)
    if (!entry) throw malformed(at, 'is named by the manifest and is not there')
    if (entry.uncompressedSize !== bytes) {
      throw malformed(at, `has ${entry.uncompressedSize} bytes and ${bytes} by the manifest`)
    }
    const limit = limitOf(kind)
    if (bytes > limit) throw malformed(at, `has ${bytes} bytes; at most ${limit} are read`)
  }
  for (const name of entries.keys()) {
    if (name !== manifestName && !named.has(name)) {
      throw malformed(`${place}: ${name}`, 'is not named by the manifest')
    }
  }
}

function limitOf(kind: string): number {
  if (kind === 'checkpoint' || kind === 'model') return Infinity
  return kind === 'arrays' || kind === 'samples' ? mostArrayBytes : mostDocumentBytes
}

function requireHash({ path, sha256 }: Item, found: string, place: string): void {
  if (found !== sha256) throw malformed(`${place}: ${path}`, 'is not as it was written')
}

function isKnown(item: Item): item is KnownItem {
  return (itemKinds as readonly string[]).includes(item.kind)
}
