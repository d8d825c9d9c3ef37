import { z } from 'zod'
import { rotationSchema, translationSchema } from '../units.ts'
import { climbs } from './climbs.ts'

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

export const spatialPlans = [random, grid] as const
