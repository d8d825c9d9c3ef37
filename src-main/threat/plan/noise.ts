import { z } from 'zod'
import { norms } from '../norm.ts'
import { checkEpsilon, epsilonSchema } from '../units.ts'
import { climbs } from './climbs.ts'

/** `draws` points drawn uniformly from the ball, then taken into the bounds; the worst is kept. */
export const noisePlan = z
  .strictObject({
    attack: z.literal('random-noise'),
    norm: z.enum(norms).default('linf'),
    epsilon: epsilonSchema,
    draws: z.int().min(1).default(1),
    climbs,
  })
  .superRefine(checkEpsilon)
