import { z } from 'zod'
import { laneNames } from '#curriculum'
import { datasetSpecSchema, runSpecSchema } from '#spec'
import { attackPlanSchema } from '#threat'
import { runId } from './run-id.ts'

/** Names questions of which only the newest matters: a later one ends the earlier. */
const line = z.string().min(1).max(64)

/** Which weights are asked. */
export const laboratoryModelSchema = z.discriminatedUnion('kind', [
  /** A run's checkpoint, the newest that is kept where no step is given; imported models too. */
  z.strictObject({ kind: z.literal('run'), run: runId, step: z.int().min(0).optional() }),
  /** The weights that a run of this spec begins with. */
  z.strictObject({ kind: z.literal('fresh'), spec: runSpecSchema }),
])
export type LaboratoryModel = z.infer<typeof laboratoryModelSchema>

const transformSchema = z.strictObject({
  angle: z.number().min(-180).max(180),
  dx: z.number().min(-512).max(512),
  dy: z.number().min(-512).max(512),
})
const asked = { line, model: laboratoryModelSchema }
/** Position of an image in its dataset. */
const index = z.int().min(0)
const indices = z.array(index).min(1).max(512)
const logits = z.array(z.number())
const shape = z.object({ height: z.int(), width: z.int(), channels: z.int() })
/** What was asked: the run's step, or null for weights nothing was trained of. */
const from = { step: z.int().nullable(), shape, classes: z.array(z.string()) }

/** What a model could be looked at with; `fits` says that it takes the images of the given spec. */
export const laboratoryChoiceSchema = z.object({
  run: runId,
  name: z.string(),
  architecture: z.string(),
  step: z.int(),
  /** Of all checkpoints that are kept, in rising order. */
  steps: z.array(z.int()),
  totalSteps: z.int(),
  savedAt: z.number(),
  dataset: datasetSpecSchema,
  isLive: z.boolean(),
  /** Of the spec that was given along: as many, or the very same model. */
  fits: z.enum(['same-model', 'same-images', 'other']),
})
export type LaboratoryChoice = z.infer<typeof laboratoryChoiceSchema>

/** A few training images as a step of a curriculum shows them. */
export const previewRequestSchema = z.strictObject({
  line,
  spec: runSpecSchema,
  step: z.int().min(0),
  images: z.int().min(1).max(32).default(8),
  /**
   * `steady`: the same images under the same draws at every step, so that only the curriculum moves;
   * `batch`: the first of the very batch that training draws at that step, under its own draws.
   */
  examples: z.enum(['steady', 'batch']).default('steady'),
  /** What predicts and is attacked; without one, the weights the spec begins with. */
  model: laboratoryModelSchema.optional(),
})
export type PreviewRequest = z.infer<typeof previewRequestSchema>

export const previewSchema = z.object({
  ...from,
  at: z.int(),
  settings: z.record(z.enum(laneNames), z.number()),
  images: z.array(
    z.object({
      index,
      label: z.int(),
      /** Bytes in base64: as stored, after the transform, and after the attack. */
      clean: z.string(),
      spatial: z.string(),
      perturbed: z.string(),
      /** Of the perturbed image, with the probability of that class. */
      prediction: z.int(),
      confidence: z.number(),
      /** Of the image before any perturbation. */
      cleanPrediction: z.int(),
    }),
  ),
})
export type Preview = z.infer<typeof previewSchema>

export const browseRequestSchema = z.strictObject({
  ...asked,
  /** Only images of this class. */
  label: z.int().min(0).optional(),
  outcome: z.enum(['all', 'right', 'wrong']).default('all'),
  from: z.int().min(0).default(0),
  count: z.int().min(1).max(120).default(48),
})
export type BrowseRequest = z.infer<typeof browseRequestSchema>

export const browseSchema = z.object({
  ...from,
  /** Test images that were looked through, of all there are. */
  examined: z.int(),
  available: z.int(),
  /** Every image that matches, in the order of the split. */
  matches: z.array(index),
  images: z.array(
    z.object({
      index,
      label: z.int(),
      prediction: z.int(),
      confidence: z.number(),
      pixels: z.string(),
    }),
  ),
})
export type Browse = z.infer<typeof browseSchema>

/** One image: moved by a transform, then attacked. */
export const lookRequestSchema = z.strictObject({
  ...asked,
  index,
  transform: transformSchema,
  plan: attackPlanSchema,
  seed: z.int().min(0).default(0),
})
export type LookRequest = z.infer<typeof lookRequestSchema>

export const lookSchema = z.object({
  ...from,
  label: z.int(),
  /** Bytes in base64 of the image as stored, moved, and moved and attacked. */
  clean: z.string(),
  moved: z.string(),
  perturbed: z.string(),
  /** perturbed − moved, float32 little-endian in base64: less than a level of 255 counts too. */
  delta: z.string(),
  /** Lengths of delta. */
  linf: z.number(),
  l2: z.number(),
  logits: z.object({ clean: logits, moved: logits, perturbed: logits }),
  /** Loss of the true label along the attack, a line for each restart. */
  trace: z.array(z.array(z.number())),
})
export type Look = z.infer<typeof lookSchema>

export const turnRequestSchema = z.strictObject({
  ...asked,
  index,
  /** Shifts that are kept while the image turns. */
  transform: transformSchema,
  angles: z.int().min(4).max(360).default(72),
})
export type TurnRequest = z.infer<typeof turnRequestSchema>

export const turnSchema = z.object({
  ...from,
  label: z.int(),
  /** From −180° up, the last one step short of 180°. */
  angles: z.array(z.number()),
  /** `[angle][class]`. */
  logits: z.array(logits),
})
export type Turn = z.infer<typeof turnSchema>

export const heatmapRequestSchema = z.strictObject({
  ...asked,
  indices,
  angles: z.array(z.number().min(-180).max(180)).min(1).max(73),
  /** Shifts along one axis; the other keeps `across`. */
  axis: z.enum(['dx', 'dy']).default('dx'),
  shifts: z.array(z.number().min(-512).max(512)).min(1).max(65),
  across: z.number().min(-512).max(512).default(0),
})
export type HeatmapRequest = z.infer<typeof heatmapRequestSchema>

/** One row of a heatmap: an angle, and for each shift what becomes of the images. */
export const heatmapRowSchema = z.object({
  angle: z.number(),
  /** Rows told so far, and in all. */
  done: z.int(),
  of: z.int(),
  cells: z.array(
    z.object({
      shift: z.number(),
      accuracy: z.number(),
      /** Means over the images. */
      loss: z.number(),
      margin: z.number(),
      /** Of the image, where there is only one. */
      prediction: z.int().nullable(),
    }),
  ),
})
export type HeatmapRow = z.infer<typeof heatmapRowSchema>

export const curveRequestSchema = z.strictObject({
  ...asked,
  indices,
  plan: attackPlanSchema,
  /** The setting of the plan that takes each of the values. */
  over: z.enum(['epsilon', 'steps']),
  values: z.array(z.number().min(0)).min(1).max(32),
  seed: z.int().min(0).default(0),
})
export type CurveRequest = z.infer<typeof curveRequestSchema>

/** How many images are right at a value; `done` of `of` portions of images are through. */
export const curvePointSchema = z.object({
  value: z.number(),
  correct: z.int(),
  count: z.int(),
  /** Whether all images of this value are counted. */
  isWhole: z.boolean(),
  done: z.int(),
  of: z.int(),
})
export type CurvePoint = z.infer<typeof curvePointSchema>
