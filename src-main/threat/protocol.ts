import { z } from 'zod'
import { heatmapSchema } from './heatmap.ts'
import { attackPlanSchema } from './plan/index.ts'
import { sweepCurveSchema } from './sweep-curve.ts'

/** A versioned list of attack plans, with the subset and seed they are run on. */
export const protocolSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  /** What it is faithful to, and where it differs. */
  notes: z.string().optional(),
  subset: z.strictObject({ count: z.int().min(1), seed: z.int().min(0).default(0) }),
  seed: z.int().min(0).default(0),
  /** The headline: per image, the worst over the adversarial plans and over the spatial plans. */
  plans: z.array(attackPlanSchema),
  curves: z.array(sweepCurveSchema).default([]),
  /** Accuracy over rotation × translation. */
  heatmaps: z.array(heatmapSchema).optional(),
  /** Asks for a look at the network itself, for signs of gradient masking, on the first images. */
  examination: z.strictObject({ count: z.int().min(8).max(1000).default(64) }).optional(),
  /** How many perturbed images of each headline plan are kept for looking at. */
  gallery: z.int().min(0).max(256).default(24),
})
export type Protocol = z.infer<typeof protocolSchema>
