import { z } from 'zod'
import { norms } from '../norm.ts'
import { checkEpsilon, checkStepSize, epsilonSchema, stepSizeSchema } from '../units.ts'
import { climbs } from './climbs.ts'

/**
 * Perturbed inputs that PGD crafts on another network, shown to this one (Papernot et al. 2016, arXiv
 * 1605.07277): what fools through no gradient of its own. `from` is the run of that network, with the
 * SHA-256 of its weights, so that the plan means the same for ever.
 */
export const transferPlan = z
  .strictObject({
    attack: z.literal('transfer'),
    from: z.strictObject({
      run: z.string().min(1).max(64),
      weights: z.string().regex(/^[0-9a-f]{64}$/, 'the 64 hex digits of a SHA-256 belong here'),
    }),
    norm: z.enum(norms).default('linf'),
    epsilon: epsilonSchema,
    steps: z.int().min(1).default(40),
    stepSize: stepSizeSchema.default({ relativeToEpsilon: 2.5 }),
    randomStart: z.boolean().default(true),
    climbs,
  })
  .superRefine(checkEpsilon)
  .superRefine(checkStepSize)
