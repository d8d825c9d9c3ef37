import { z } from 'zod'

const size = z.number().min(0)

/** A feature map, or the logits, beside itself of the turned image: over the three quarter turns. */
const layerSchema = z.object({
  name: z.string(),
  /** By which it moves: planar maps only turn, P4 and P4M maps also exchange their elements. */
  group: z.enum(['trivial', 'p4', 'p4m']),
  height: z.int(),
  width: z.int(),
  /** For each element of the group. */
  channels: z.int(),
  /** √(Σ (f(Rx) − R f(x))² / Σ f(x)²), of the worst turn. */
  error: size,
  /** The largest difference of a value, relative to the largest value. */
  largest: size,
})

const readingSchema = z.object({
  /** Test images it was read on. */
  images: z.int(),
  /** In order of depth, the logits last; null where images are not square. */
  layers: z.array(layerSchema).nullable(),
  /** Of an imported model only the logits are known. */
  isImported: z.boolean(),
  angles: z.array(
    z.object({
      /** Degrees, counter-clockwise. */
      angle: z.number(),
      /** √(Σ (z(Tx) − z(x))² / Σ z(x)²) of the logits z. */
      change: size,
      /** Share of predictions that stay. */
      invariance: z.number().min(0).max(1),
    }),
  ),
})

/** What the equivariance meter read at a checkpoint. */
export const equivarianceSchema = readingSchema.extend({
  step: z.int(),
  checkpointHash: z.string(),
  /** Milliseconds since 1970. */
  measuredAt: z.number(),
})
export type Equivariance = z.infer<typeof equivarianceSchema>
