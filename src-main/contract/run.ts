import { z } from 'zod'
import { maskingSignals } from '#comparison'
import { attackPlanSchema, protocolSchema } from '#threat'
import { runSpecSchema } from '#spec'
import { equivarianceSchema } from './equivariance.ts'
import { modelFactsSchema } from './model.ts'
import { runId } from './run-id.ts'

/** Life of a run: queued → running ⇄ pausing, paused → finished, failed, cancelled, interrupted. */
export const runStates = [
  'queued',
  'running',
  'pausing',
  'paused',
  'finished',
  'failed',
  'cancelled',
  'interrupted',
] as const
export type RunState = (typeof runStates)[number]

const share = z.number().min(0).max(1)

const climbs = z.enum(['label', 'prediction']).nullable()
const climbed = z.enum(['label', 'prediction', 'both'])

/** Whether gradient masking is suspected. */
const maskingWords = ['suspected', 'none found', 'not examined'] as const

/** The headline of an evaluation: per image, the worst over the plans of each family. */
export const scoresSchema = z.object({
  count: z.int(),
  clean: share,
  adversarial: share.nullable(),
  spatial: share.nullable(),
  /** Per image, right under every plan of both families; like all that follows but the flag, missing in old records. */
  worstCase: share.nullable().optional(),
  /** Mean accuracy over the corruption plans. */
  corruption: share.nullable().optional(),
  /** Label-free: share of images whose prediction the perturbation leaves unchanged. */
  adversarialInvariance: share.nullable(),
  spatialInvariance: share.nullable(),
  worstCaseInvariance: share.nullable().optional(),
  /** What the plans climb: the true label's loss, that of the network's own clean prediction. */
  adversarialClimbs: climbed.nullable().optional(),
  spatialClimbs: climbed.nullable().optional(),
  /** One class for nearly everything: rates of such a network mean nothing. */
  degenerate: z.boolean(),
  masking: z.enum(maskingWords).optional(),
})
export type Scores = z.infer<typeof scoresSchema>

export const faultSchema = z.object({ code: z.string(), message: z.string() })

/** One row of the list of runs. Times are milliseconds since 1970; durations are seconds. */
export const runSummarySchema = z.object({
  id: runId,
  /** Place in the order of creation, from 1: what its colour and mark are chosen by. */
  number: z.int(),
  name: z.string(),
  group: z.string().nullable(),
  study: z.string().nullable(),
  state: z.enum(runStates),
  activity: z.enum(['training', 'evaluating']).nullable(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  activeSeconds: z.number(),
  step: z.int(),
  totalSteps: z.int(),
  /** Plans evaluated so far and in all, once the evaluation began. */
  plansDone: z.int(),
  plansTotal: z.int(),
  imagesPerSecond: z.number().nullable(),
  etaSeconds: z.number().nullable(),
  /** Two standard errors of it. */
  etaSpreadSeconds: z.number().nullable().optional(),
  seed: z.int(),
  architecture: z.string(),
  loss: z.string(),
  curriculum: z.string(),
  scores: scoresSchema.nullable(),
  fault: faultSchema.nullable(),
})
export type RunSummary = z.infer<typeof runSummarySchema>

export const planScoreSchema = z.object({
  key: z.string(),
  plan: attackPlanSchema,
  label: z.string(),
  family: z.enum(['clean', 'adversarial', 'spatial', 'combined', 'corruption']),
  /** What the attack climbs; null where nothing does. */
  climbs,
  headline: z.boolean(),
  accuracy: share,
  /** Wilson score interval at 95 %. */
  interval: z.tuple([share, share]),
  invariance: share.nullable(),
})
export type PlanScore = z.infer<typeof planScoreSchema>

export const curveScoreSchema = z.object({
  over: z.enum(['epsilon', 'rotation', 'translation', 'budget']),
  label: z.string(),
  climbs,
  points: z.array(
    z.object({
      value: z.number(),
      accuracy: share,
      interval: z.tuple([share, share]),
      invariance: share.nullable(),
    }),
  ),
  /** Values at which accuracy rises above an easier one by more than one image in a hundred. */
  rises: z.array(z.number()),
})
export type CurveScore = z.infer<typeof curveScoreSchema>

/** Accuracy over rotation × translation; a cell's half-ranges are in degrees and px. */
export const heatmapScoreSchema = z.object({
  label: z.string(),
  climbs,
  rotations: z.array(z.number()),
  translations: z.array(z.number()),
  cells: z.array(
    z.object({
      rotation: z.number(),
      translation: z.number(),
      accuracy: share,
      interval: z.tuple([share, share]),
      invariance: share.nullable(),
    }),
  ),
})
export type HeatmapScore = z.infer<typeof heatmapScoreSchema>

/** Signs of gradient masking, each with its numbers; `fires` is null where it was not examined. */
export const maskingSchema = z.object({
  verdict: z.enum(maskingWords),
  text: z.string(),
  signals: z.array(
    z.object({
      signal: z.enum(maskingSignals),
      fires: z.boolean().nullable(),
      counts: z.record(z.string(), z.number()),
      text: z.string(),
    }),
  ),
})
export type Masking = z.infer<typeof maskingSchema>

export const evaluationSchema = z.object({
  id: z.int(),
  step: z.int(),
  protocol: protocolSchema,
  count: z.int(),
  subsetHash: z.string(),
  finished: z.boolean(),
  scores: scoresSchema.nullable(),
  plans: z.array(planScoreSchema),
  curves: z.array(curveScoreSchema),
  heatmaps: z.array(heatmapScoreSchema),
  masking: maskingSchema.nullable(),
})
export type Evaluation = z.infer<typeof evaluationSchema>

export const checkpointSchema = z.object({
  step: z.int(),
  hash: z.string(),
  bytes: z.number(),
  savedAt: z.number(),
  present: z.boolean(),
})

export const engineSchema = z.object({
  name: z.enum(['onnx', 'tfjs-node-gpu', 'tfjs-node', 'reference']),
  provider: z.string(),
  device: z.string().optional(),
  threads: z.int(),
  timings: z.record(z.string(), z.number()).optional(),
  versions: z.record(z.string(), z.string()),
  compileMode: z.enum(['live', 'eager']).optional(),
  graphHash: z.string().optional(),
})

export const runDetailSchema = z.object({
  summary: runSummarySchema,
  spec: runSpecSchema,
  stepsPerEpoch: z.int(),
  datasetHash: z.string().nullable(),
  engine: engineSchema.nullable(),
  weightsHash: z.string().nullable(),
  checkpoints: z.array(checkpointSchema),
  evaluations: z.array(evaluationSchema),
  notes: z.string(),
  labels: z.array(z.object({ kind: z.enum(['tag', 'collection']), name: z.string() })),
  /** Whether a repetition here would give the same bits; null where nothing was computed yet. */
  repeat: z.object({ exact: z.boolean().nullable(), reasons: z.array(z.string()) }),
  /** Runs that began from a checkpoint of this one, and at which step. */
  forks: z.array(z.object({ id: runId, name: z.string(), step: z.int() })),
  /** Of a model made elsewhere; null for models of ours, and where nothing was kept. */
  imported: modelFactsSchema.nullable(),
  /** Readings of the equivariance meter, in rising order of step. */
  equivariance: z.array(equivarianceSchema),
})
export type RunDetail = z.infer<typeof runDetailSchema>

/** A metric at a step. `seq` rises with every fact the host learns of the run. */
export const metricPointSchema = z.object({
  seq: z.int(),
  step: z.int(),
  name: z.string(),
  value: z.number(),
})
export type MetricPoint = z.infer<typeof metricPointSchema>

/** A line of a run's log. */
export const logLineSchema = z.object({
  seq: z.int(),
  at: z.number(),
  step: z.int(),
  kind: z.string(),
  text: z.string(),
  /** Who told it: what a worker told of steps that a resume made void is void too, the host's stays. */
  source: z.enum(['worker', 'host']),
})
export type LogLine = z.infer<typeof logLineSchema>

/** What happened to a run after `seq`. */
export const runFeedSchema = z.object({
  seq: z.int(),
  summary: runSummarySchema,
  /** Points and a worker's lines with step > this are void: the run was resumed from an earlier checkpoint. */
  truncatedAfter: z.int().nullable(),
  points: z.array(metricPointSchema),
  log: z.array(logLineSchema),
})
export type RunFeed = z.infer<typeof runFeedSchema>

/** Images of one headline plan, as PNG-less bytes in base64, row-major `[height, width, channel]`. */
export const gallerySchema = z.object({
  key: z.string(),
  label: z.string(),
  shape: z.object({ height: z.int(), width: z.int(), channels: z.int() }),
  classes: z.array(z.string()),
  images: z.array(
    z.object({
      index: z.int(),
      label: z.int(),
      cleanPrediction: z.int(),
      prediction: z.int(),
      margin: z.number(),
      clean: z.string(),
      perturbed: z.string(),
    }),
  ),
})
export type Gallery = z.infer<typeof gallerySchema>
