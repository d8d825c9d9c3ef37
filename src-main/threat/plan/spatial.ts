import { z } from 'zod'
import { rotationSchema, translationSchema } from '../units.ts'
import { climbs } from './climbs.ts'

/** Every image under the one same transform: degrees, then px to the right and downwards. */
const fixed = z.strictObject({
  attack: z.literal('spatial-fixed'),
  angle: z.number().min(-180).max(180),
  dx: z.number().min(-512).max(512).default(0),
  dy: z.number().min(-512).max(512).default(0),
})

/** `draws` uniform transforms for each image; with draws > 1 the worst is kept (worst-of-k). */
const random = z.strictObject({
  attack: z.literal('spatial-random'),
  rotation: rotationSchema,
  translation: translationSchema,
  draws: z.int().min(1).default(1),
  climbs,
})

/** Every combination of evenly spaced angles and shifts; the worst is kept (Engstrom: 31 × 5 × 5). */
const grid = z.strictObject({
  attack: z.literal('spatial-grid'),
  rotation: rotationSchema,
  translation: translationSchema,
  rotations: z.int().min(1),
  translations: z.int().min(1),
  climbs,
})

/**
 * Gradient ascent on angle and shift through the warp, each by a signed step that is a share of its
 * range: f · range / steps. The worst transform on the way counts (Engstrom et al., arXiv 1712.02779).
 */
const firstOrder = z.strictObject({
  attack: z.literal('spatial-first-order'),
  rotation: rotationSchema,
  translation: translationSchema,
  steps: z.int().min(1),
  stepSize: z
    .strictObject({ relativeToRange: z.number().positive() })
    .default({ relativeToRange: 2.5 }),
  restarts: z.int().min(1).default(1),
  climbs,
})

/**
 * A smooth flow of the pixels (stAdv; Xiao et al. 2018, arXiv 1801.02612): min max(margin, 0) + τ ·
 * roughness over flows of at most ± `flow` px a pixel and axis, τ being `smoothness`. By Adam, where
 * the original has L-BFGS and no bound.
 */
const stadv = z.strictObject({
  attack: z.literal('stadv'),
  flow: z.number().positive(),
  smoothness: z.number().min(0).default(0.05),
  steps: z.int().min(1).default(100),
  learningRate: z.number().positive().default(0.05),
  climbs,
})

export const spatialPlans = [fixed, random, grid, firstOrder, stadv] as const
