import { z } from 'zod'
import { engineSchema, equivarianceSchema, faultSchema, modelFactsSchema } from '#contract'
import { runSpecSchema } from '#spec'
import { attackPlanSchema, protocolSchema } from '#threat'

const count = z.int().min(0)
const time = z.int().min(0)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const id = z
  .string()
  .regex(/^[0-9a-z]{10}$/, 'ten lower-case letters and digits belong here')

/** States in which nothing is under way. */
export const stillStates = ['finished', 'failed', 'cancelled', 'paused', 'interrupted'] as const

const eventSchema = z.strictObject({
  seq: z.int().min(1),
  at: time,
  step: count,
  source: z.enum(['worker', 'host']),
  kind: z.string().min(1).max(64),
  text: z.string().max(20_000),
  /** The whole fact as JSON. */
  body: z.string().max(1_000_000),
})

const evaluationSchema = z.strictObject({
  step: count,
  protocol: protocolSchema,
  /** Images it was made on. */
  count: z.int().min(1),
  subsetHash: sha256,
  plansTotal: count,
  startedAt: time,
  finishedAt: time.nullable(),
  plans: z
    .array(
      z.strictObject({
        plan: attackPlanSchema,
        /** Images it was run on: all, or the first ones. */
        images: count,
        /** Of those; a record without weights has predictions alone. */
        losses: count,
        margins: count,
      }),
    )
    .max(5_000),
  /** Lengths of what the network put out when it was examined. */
  inspection: z.strictObject({ logits: count, gradient: count }).nullable(),
})
export type EvaluationDocument = z.infer<typeof evaluationSchema>

/** Everything recorded of a run but series, arrays, images and weights. Field names are for ever. */
export const runDocumentSchema = z.strictObject({
  id,
  spec: runSpecSchema,
  group: z.string().max(1_000).nullable(),
  study: z.string().max(1_000).nullable(),
  state: z.enum(stillStates),
  task: z.enum(['train', 'evaluate']),
  protocol: protocolSchema.nullable(),
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  activeMs: count,
  imagesPerSecond: z.number().min(0).nullable(),
  step: count,
  totalSteps: count,
  stepsPerEpoch: count,
  plansDone: count,
  plansTotal: count,
  datasetHash: z.string().min(1).max(128).nullable(),
  engine: engineSchema.nullable(),
  weightsHash: sha256.nullable(),
  fault: faultSchema.nullable(),
  /** The last number given to a fact about it. */
  seq: count,
  events: z.array(eventSchema).max(1_000_000),
  /** All that were ever written; those whose files come along are items. */
  checkpoints: z
    .array(z.strictObject({ step: count, hash: sha256, bytes: count, savedAt: time }))
    .max(100_000),
  equivariance: z.array(equivarianceSchema).max(10_000),
  evaluations: z.array(evaluationSchema).max(1_000),
  /** What was found of an imported network; null for networks of ours. */
  imported: modelFactsSchema.nullable(),
})
export type RunDocument = z.infer<typeof runDocumentSchema>

/** A run's series as columns, in alphabetical order; `seqs` are the numbers the points were given. */
export const metricsDocumentSchema = z.strictObject({
  series: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        steps: z.array(count),
        values: z.array(z.number()),
        seqs: z.array(z.int().min(1)),
      }),
    )
    .max(10_000),
})
export type MetricsDocument = z.infer<typeof metricsDocumentSchema>

export const shelfDocumentSchema = z.strictObject({
  notes: z.string().max(200_000),
  labels: z
    .array(z.strictObject({ kind: z.enum(['tag', 'collection']), name: z.string().min(1).max(80) }))
    .max(1_000),
  archivedAt: time.nullable(),
})
export type ShelfDocument = z.infer<typeof shelfDocumentSchema>
