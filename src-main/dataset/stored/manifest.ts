import { createHash } from 'node:crypto'
import { z } from 'zod'

/** What an import reads; stored in manifests, so a name stays. */
export const sourceFormats = [
  'idx',
  'cifar-10',
  'cifar-100',
  'svhn',
  'npz',
  'image-folder',
  'csv',
  'corruptions',
] as const
export type SourceFormat = (typeof sourceFormats)[number]

const count = z.int().min(0)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const shape = z.strictObject({
  height: z.int().min(1),
  width: z.int().min(1),
  channels: z.literal([1, 3]),
})

const storedFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  bytes: count,
  sha256: hash,
})

/** Where a dataset came from: names and hashes of the files read, never where they lay. */
const origin = z.strictObject({
  format: z.enum(sourceFormats),
  files: z.array(z.strictObject({ name: z.string(), bytes: count, sha256: hash })),
  /** What was asked of the import, such as `resize`. */
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})

/** What an import found out about the examples. */
const report = z.strictObject({
  parts: z.array(
    z.strictObject({
      part: z.enum(['train', 'test', 'all']),
      count,
      /** Examples of each class, in the order of `classes`. */
      classCounts: z.array(count),
      /** Images that repeat, pixel for pixel, an earlier one of the same part. */
      duplicates: count,
    }),
  ),
  /** Images of the test part that are, pixel for pixel, in the train part too. */
  between: count,
  /** Distinct images that occur with more than one label. */
  conflicting: count,
  /** Per channel in pixel scale [0, 1], over the train part where there is one. */
  channels: z.array(z.strictObject({ mean: z.number(), sd: z.number() })),
})
export type DatasetReport = z.infer<typeof report>

const examples = z.strictObject({
  version: z.literal(1),
  kind: z.literal('examples'),
  name: z.string(),
  hash,
  shape,
  classes: z.array(z.string()).min(2).max(255),
  count,
  parts: z.strictObject({ train: z.int().min(1), test: z.int().min(1) }).nullable(),
  report,
  origin,
  files: z.array(storedFile),
})
export type ExamplesManifest = z.infer<typeof examples>

const corruptions = z.strictObject({
  version: z.literal(1),
  kind: z.literal('corruptions'),
  name: z.string(),
  hash,
  /** The dataset whose test part (or whole, if it has no parts) was corrupted, by name and hash. */
  base: z.strictObject({ name: z.string(), hash }),
  shape,
  /** Images of each corruption at each severity. */
  count: z.int().min(1),
  corruptions: z.array(z.string().regex(/^[a-z0-9][a-z0-9_-]*$/)).min(1),
  origin,
  files: z.array(storedFile),
})
export type CorruptionsManifest = z.infer<typeof corruptions>

/** What a stored dataset consists of; written last, so its presence says that the rest is there. */
export const manifestSchema = z.discriminatedUnion('kind', [examples, corruptions])
export type Manifest = z.infer<typeof manifestSchema>
export type Origin = z.infer<typeof origin>
export type StoredFile = z.infer<typeof storedFile>

export const manifestName = 'manifest.json'
export const examplesFiles = { images: 'images.bin', labels: 'labels.bin' } as const

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
