import { z } from 'zod'
import { datasetSpecSchema, normalisationSchema } from '#spec'
import { parcelName } from './parcel.ts'
import { runId } from './run-id.ts'

/** What was found of an imported model when it was tried. */
export const modelFactsSchema = z.object({
  /** The program that wrote the file; empty when it does not say. */
  producer: z.string(),
  opset: z.int(),
  parameters: z.int(),
  /** How many nodes there are of each operator. */
  operators: z.record(z.string(), z.int()),
  /** Test images it was tried on, and those it got right. */
  images: z.int(),
  correct: z.int(),
  /** Classes that it answered with at least once. */
  classesPredicted: z.int(),
  /** Largest difference of a logit from ONNX Runtime's on the same file, relative to 1 + its size. */
  largestGap: z.number(),
})
export type ModelFacts = z.infer<typeof modelFactsSchema>

/** Which model of the data folder is to be a run, and on which images. Never a path. */
export const importRequestSchema = z.strictObject({
  /** What the file is called. */
  file: z.string().min(1).max(255),
  /** SHA-256 (hex) of the file, under which the data folder holds it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'the 64 hex digits of a SHA-256 belong here'),
  /** Of the run; the file's when left out. */
  name: z.string().min(1).optional(),
  /** Sizes left out: the official parts, else at most 2,000 test examples and the rest to train. */
  dataset: datasetSpecSchema.partial({ train: true, test: true }),
  normalisation: normalisationSchema.optional(),
})
export type ImportRequest = z.infer<typeof importRequestSchema>

/** The same of a file that was sent as a parcel: what a page does, which has no paths. */
export const bringModelSchema = importRequestSchema
  .omit({ hash: true })
  .extend({ parcel: parcelName })
export type BringModelRequest = z.infer<typeof bringModelSchema>

export const importedModelSchema = z.object({
  run: runId,
  /** False when the same model was imported on the same images before. */
  isNew: z.boolean(),
  facts: modelFactsSchema,
  /** What is allowed but worth knowing, in sentences. */
  notes: z.array(z.string()),
})
export type ImportedModel = z.infer<typeof importedModelSchema>

/** A checkpoint as an ONNX file in the data folder's cache, for a terminal to take from there. */
export const exportedModelSchema = z.object({
  run: runId,
  step: z.int(),
  /** Name of the file in `cache/`. */
  file: z.string(),
  bytes: z.int(),
  /** Images that go through at a time; null when any number will do. */
  batch: z.int().nullable(),
  /** Test images it was run back on, by ONNX Runtime and imported again. */
  images: z.int(),
  /** Largest difference of a logit from the model's own, relative to 1 + its size. */
  largestGap: z.number(),
})
export type ExportedModel = z.infer<typeof exportedModelSchema>

/** A checkpoint of a run that is still kept. */
export const checkpointRequestSchema = z.strictObject({
  run: runId,
  /** The newest when left out. */
  step: z.int().min(0).optional(),
})
export type CheckpointRequest = z.infer<typeof checkpointRequestSchema>
