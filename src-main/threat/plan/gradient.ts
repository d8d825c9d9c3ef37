import { z } from 'zod'
import { norms, trainingNorms } from '../norm.ts'
import { checkEpsilon, checkStepSize, epsilonSchema, stepSizeSchema } from '../units.ts'
import { climbs } from './climbs.ts'

/** One step of length ε along the gradient (Goodfellow et al., arXiv 1412.6572). */
const fgsm = z
  .strictObject({
    attack: z.literal('fgsm'),
    norm: z.enum(trainingNorms).default('linf'),
    epsilon: epsilonSchema,
    climbs,
  })
  .superRefine(checkEpsilon)

/** Projected gradient ascent on the cross-entropy (Madry et al., arXiv 1706.06083). */
const pgd = z
  .strictObject({
    attack: z.literal('pgd'),
    norm: z.enum(norms).default('linf'),
    epsilon: epsilonSchema,
    steps: z.int().min(1),
    stepSize: stepSizeSchema.default({ relativeToEpsilon: 2.5 }),
    randomStart: z.boolean().default(true),
    restarts: z.int().min(1).default(1),
    climbs,
  })
  .superRefine(checkEpsilon)
  .superRefine(checkStepSize)

/**
 * Momentum iterative FGSM (Dong et al. 2018, arXiv 1710.06081): steps along the running sum of
 * gradients, each of L1 length 1, which fades by `decay`.
 */
const miFgsm = z
  .strictObject({
    attack: z.literal('mi-fgsm'),
    norm: z.enum(trainingNorms).default('linf'),
    epsilon: epsilonSchema,
    steps: z.int().min(1).default(10),
    stepSize: stepSizeSchema.default({ relativeToEpsilon: 1 }),
    decay: z.number().min(0).default(1),
    climbs,
  })
  .superRefine(checkEpsilon)
  .superRefine(checkStepSize)

export const gradientPlans = [fgsm, pgd, miFgsm] as const
