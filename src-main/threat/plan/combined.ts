import { z } from 'zod'
import { trainingNorms } from '../norm.ts'
import {
  checkEpsilon,
  checkStepSize,
  epsilonSchema,
  rotationSchema,
  stepSizeSchema,
  translationSchema,
} from '../units.ts'
import { climbs } from './climbs.ts'

/**
 * The worst of `draws` random transforms, each together with PGD. `spatial-then-adversarial` (CuSP):
 * PGD in the ball around the transformed image. `adversarial-through-spatial` (Engstrom et al.,
 * arXiv 1712.02779): PGD in the ball around the clean image, climbing through the transform.
 */
export const combinedPlan = z
  .strictObject({
    attack: z.literal('combined'),
    order: z.enum(['spatial-then-adversarial', 'adversarial-through-spatial']),
    rotation: rotationSchema,
    translation: translationSchema,
    draws: z.int().min(1).default(1),
    norm: z.enum(trainingNorms).default('linf'),
    epsilon: epsilonSchema,
    steps: z.int().min(1),
    stepSize: stepSizeSchema.default({ relativeToEpsilon: 2.5 }),
    randomStart: z.boolean().default(true),
    climbs,
  })
  .superRefine(checkEpsilon)
  .superRefine(checkStepSize)
