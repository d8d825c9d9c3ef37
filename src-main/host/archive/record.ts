import { z } from 'zod'
import { engineSchema } from '#contract'
import { runSpecSchema } from '#spec'
import { attackPlanSchema, protocolSchema } from '#threat'

/** Beyond these no study of ours comes near; a file that claims more is damaged or hostile. */
const mostRuns = 2_000
const mostPoints = 200_000
const mostPlans = 500
const mostEvents = 10_000

const bytes = z.base64()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const time = z.int().min(0)
const count = z.int().min(0)

/** One evaluation: what each plan made the network say of each image, as bytes in base64. */
const evaluationRecord = z.strictObject({
  step: count,
  protocol: protocolSchema,
  /** Positions in the dataset, as little-endian uint32. */
  subset: bytes,
  labels: bytes,
  subsetHash: sha256,
  startedAt: time,
  finishedAt: time,
  plans: z.array(z.strictObject({ plan: attackPlanSchema, predictions: bytes })).max(mostPlans),
})

/** A finished run without weights, images, losses and margins. Field names are stored for ever. */
export const runRecordSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-z]{10}$/),
  spec: runSpecSchema,
  totalSteps: z.int().min(1),
  createdAt: time,
  finishedAt: time,
  activeMs: count,
  imagesPerSecond: z.number().nullable(),
  datasetHash: z.string().min(1).max(128),
  engine: engineSchema,
  weightsHash: sha256,
  /** Series, as steps and the values there. */
  metrics: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(64),
        steps: z.array(count).max(mostPoints),
        values: z.array(z.number()).max(mostPoints),
      }),
    )
    .max(200),
  events: z
    .array(
      z.strictObject({
        at: time,
        step: count,
        source: z.enum(['worker', 'host']),
        kind: z.string().max(64),
        text: z.string().max(2_000),
      }),
    )
    .max(mostEvents),
  evaluation: evaluationRecord,
})
export type RunRecord = z.infer<typeof runRecordSchema>

/** The finished runs of a study; the manifest names each with the hash of its JSON. */
export const archiveSchema = z.strictObject({
  format: z.literal('cusp-finished-runs'),
  version: z.literal(1),
  study: z.string().regex(/^[a-z0-9-]{1,64}$/),
  manifest: z.array(z.strictObject({ id: z.string(), sha256 })).max(mostRuns),
  runs: z.array(z.unknown()).min(1).max(mostRuns),
})
