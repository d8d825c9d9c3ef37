import { z } from 'zod'
import { trainingNorms } from '../norm.ts'
import { checkEpsilon, epsilonSchema } from '../units.ts'
import { climbs } from './climbs.ts'

/*
 * Attacks that look for the nearest misclassified input, however far it is. An image counts as fooled
 * when that input lies within `epsilon`; else the perturbed input is the clean one. Without `epsilon`
 * every distance counts.
 */
const epsilon = epsilonSchema.optional()

/**
 * Carlini & Wagner 2017 (arXiv 1608.04644), L2: Adam on ‖δ‖² + c · max(margin + confidence, 0) in tanh
 * space, with a search over c of `searches` times `steps` steps.
 */
const carliniWagner = z
  .strictObject({
    attack: z.literal('carlini-wagner'),
    norm: z.literal('l2').default('l2'),
    epsilon,
    searches: z.int().min(1).default(9),
    steps: z.int().min(1).default(1000),
    learningRate: z.number().positive().default(0.01),
    initialConstant: z.number().positive().default(0.001),
    confidence: z.number().min(0).default(0),
    climbs,
  })
  .superRefine(checkEpsilon)

/**
 * DeepFool (Moosavi-Dezfooli et al. 2016, arXiv 1511.04599): to the nearest linearised boundary and
 * `overshoot` beyond, until the label changes.
 */
const deepfool = z
  .strictObject({
    attack: z.literal('deepfool'),
    norm: z.enum(trainingNorms).default('l2'),
    epsilon,
    steps: z.int().min(1).default(50),
    overshoot: z.number().min(0).default(0.02),
    climbs,
  })
  .superRefine(checkEpsilon)

/**
 * HopSkipJump (Chen et al. 2020, arXiv 1904.02144): walks along the boundary knowing only which class
 * the network answers, with at most `queries` answers for each image.
 */
const hopSkipJump = z
  .strictObject({
    attack: z.literal('hop-skip-jump'),
    norm: z.enum(trainingNorms).default('l2'),
    epsilon,
    queries: z.int().min(1).default(5000),
    climbs,
  })
  .superRefine(checkEpsilon)

export const minimumNormPlans = [carliniWagner, deepfool, hopSkipJump] as const
export type MinimumNormPlan = z.infer<(typeof minimumNormPlans)[number]>
