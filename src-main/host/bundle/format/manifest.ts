import { z } from 'zod'
import { mostFileBytes, mostItems } from './limits.ts'

export const format = 'cusp-bundle'
/** Raised when an older Cusp could not read a document of it, or an old one must be changed: see `versions.ts`. */
export const newestVersion = 2
export const manifestName = 'manifest.json'

/** What this version knows to bring in. Stored: add, never rename. */
export const itemKinds = [
  /** A run's facts, log and evaluations without their arrays. */
  'run',
  /** Its series, as columns. */
  'metrics',
  /** What each plan did to each image, little-endian; the run says how many there are. */
  'arrays',
  /** Perturbed images, as bytes 0–255. */
  'samples',
  /** What people put on a run. */
  'shelf',
  /** A file of a checkpoint's folder. */
  'checkpoint',
  /** An imported network, as it was imported. */
  'model',
  'curriculum',
  'comparison',
  'figure',
  /** A report, with the panels that its text froze. */
  'report',
] as const
export type ItemKind = (typeof itemKinds)[number]

/** Plain lower-case names: nothing that leads outside, clashes by case, or is a device. */
export const itemPath = /^(?:[a-z0-9][a-z0-9-]*\/)*[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)+$/

export const itemSchema = z.strictObject({
  path: z.string().max(200).regex(itemPath, 'a path of plain lower-case names belongs here'),
  /** A kind this version does not know is one of a newer Cusp: it stays out, and is said. */
  kind: z.string().regex(/^[a-z][a-z-]{0,40}$/),
  bytes: z.int().min(0).max(mostFileBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'the 64 hex digits of a SHA-256 belong here'),
})
export type Item = z.infer<typeof itemSchema>

/** What a bundle consists of; every other entry of the archive is named here, with its hash. */
export const manifestSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(newestVersion),
  /** The Cusp that wrote it. */
  app: z.string().min(1).max(40),
  /** Milliseconds since 1970. */
  created: z.int().min(0),
  items: z.array(itemSchema).max(mostItems),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Where the items of a run are. */
export const runPaths = (id: string) => ({
  run: `runs/${id}/run.json`,
  metrics: `runs/${id}/metrics.json`,
  arrays: `runs/${id}/arrays.bin`,
  samples: `runs/${id}/samples.bin`,
  shelf: `runs/${id}/shelf.json`,
})
export const checkpointPath = (id: string, folder: string, file: string): string =>
  `runs/${id}/checkpoints/${folder}/${file}`
export const modelPath = (hash: string): string => `models/${hash}.onnx`
