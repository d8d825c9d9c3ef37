import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { base } from './base.ts'
import { parcelName } from './parcel.ts'
import { progressSchema } from './progress.ts'
import { runId } from './run-id.ts'
import { runStates } from './run.ts'

/** Most runs in one file. */
export const mostBundledRuns = 2_000

export const bundleRequestSchema = z.strictObject({
  runs: z.array(runId).max(mostBundledRuns),
  /** Kept checkpoints, to go on from elsewhere; and the networks that runs were imported as. */
  checkpoints: z.boolean().default(false),
  /** Perturbed images of evaluations. */
  samples: z.boolean().default(false),
  /** All saved curricula, or those alone that the runs were made of. */
  curricula: z.enum(['all', 'of-runs']).default('of-runs'),
})
export type BundleRequest = z.input<typeof bundleRequestSchema>

/** What a bundle would hold, and how large its larger parts would be. */
export const bundleForecastSchema = z.object({
  runs: z.int(),
  /** Runs under way, which cannot come along. */
  left: z.array(runId),
  checkpoints: z.int(),
  checkpointBytes: z.int(),
  sampleBytes: z.int(),
  /** Saved curricula that the runs were made of, and all there are. */
  curricula: z.int(),
  allCurricula: z.int(),
  /** Saved comparisons, figures and reports of these runs alone. */
  comparisons: z.int(),
  figures: z.int(),
  reports: z.int(),
})
export type BundleForecast = z.infer<typeof bundleForecastSchema>

/** A file that was written into the cache, to be fetched from there. */
export const writtenFileSchema = z.object({
  kind: z.literal('written'),
  file: parcelName,
  bytes: z.int(),
  items: z.int(),
})
export type WrittenFile = z.infer<typeof writtenFileSchema>

export const writingSchema = z.discriminatedUnion('kind', [progressSchema, writtenFileSchema])

/** `same` and `differs`: something of that id is here, and stays as it is. */
export const standings = ['new', 'same', 'differs'] as const
const standing = z.enum(standings)
const named = z.object({ id: z.string(), name: z.string(), standing })

export const bundlePreviewSchema = z.object({
  version: z.int(),
  /** The Cusp that wrote it, and when, in milliseconds since 1970. */
  app: z.string(),
  created: z.number(),
  bytes: z.int(),
  runs: z.array(
    named.extend({
      state: z.enum(runStates),
      step: z.int(),
      totalSteps: z.int(),
      checkpoints: z.int(),
      checkpointBytes: z.int(),
      samples: z.boolean(),
    }),
  ),
  curricula: z.array(named),
  comparisons: z.array(named),
  figures: z.array(named),
  reports: z.array(named),
  models: z.int(),
  /** Datasets that the runs are of; without one here a run can be looked at and not evaluated. */
  datasets: z.array(z.object({ name: z.string(), here: z.boolean() })),
  /** Kinds of things that this version does not know; they stay out. */
  unknown: z.array(z.object({ kind: z.string(), count: z.int() })),
})
export type BundlePreview = z.infer<typeof bundlePreviewSchema>

export const broughtSchema = z.object({
  kind: z.literal('brought'),
  runs: z.array(runId),
  curricula: z.array(z.string()),
  comparisons: z.array(z.string()),
  figures: z.array(z.string()),
  reports: z.array(z.string()),
})
export type Brought = z.infer<typeof broughtSchema>

const ofFile = z.strictObject({
  file: parcelName,
  /** What it is called in a refusal. */
  name: z.string().min(1).max(255),
})

/** Runs and what belongs to them as one file, out and in. */
export const bundleProcedures = {
  foretell: base.input(bundleRequestSchema).output(bundleForecastSchema),
  /** Writes it into the cache; whoever leaves the stream cancels it. */
  write: base.input(bundleRequestSchema).output(eventIterator(writingSchema)),
  /** What would come in; nothing is kept. */
  preview: base.input(ofFile).output(bundlePreviewSchema),
  /** All of what is not here, or nothing; never over what is here. */
  import: base
    .input(ofFile)
    .output(eventIterator(z.discriminatedUnion('kind', [progressSchema, broughtSchema]))),
}
