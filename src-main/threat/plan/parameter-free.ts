import { z } from 'zod'
import { norms } from '../norm.ts'
import { checkEpsilon, epsilonSchema } from '../units.ts'
import { climbs } from './climbs.ts'

/** What the attacks of AutoAttack have in common: a ball and how much is spent on it. */
const inBall = { norm: z.enum(norms).default('linf'), epsilon: epsilonSchema }
const steps = z.int().min(1).default(100)
const restarts = z.int().min(1).default(1)
/** How many classes a targeted attack tries, the likeliest first; all others where there are fewer. */
const targets = z.int().min(1).default(9)

/**
 * Auto-PGD (Croce & Hein 2020, arXiv 2003.01690): momentum, and a step size that halves by itself;
 * on the cross-entropy. In L1: arXiv 2103.01208, with radii 3ε, 2ε and ε in turn.
 */
const apgdCe = z
  .strictObject({ attack: z.literal('apgd-ce'), ...inBall, steps, restarts, climbs })
  .superRefine(checkEpsilon)

/** Auto-PGD on the difference of logits ratio; needs three classes. */
const apgdDlr = z
  .strictObject({ attack: z.literal('apgd-dlr'), ...inBall, steps, restarts, climbs })
  .superRefine(checkEpsilon)

/** Auto-PGD on the targeted difference of logits ratio, class by class; needs four classes. */
const apgdT = z
  .strictObject({ attack: z.literal('apgd-t'), ...inBall, steps, targets, restarts, climbs })
  .superRefine(checkEpsilon)

/**
 * Fast adaptive boundary attack (Croce & Hein 2020, arXiv 1907.02044): the nearest misclassified
 * point, which counts within ε; α_max 0.1, η 1.05, β 0.9. Restarts after the first begin at random.
 */
const fab = z
  .strictObject({ attack: z.literal('fab'), ...inBall, steps, restarts, climbs })
  .superRefine(checkEpsilon)

/** The same, towards one class after the other: a gradient a step rather than one for each class. */
const fabT = z
  .strictObject({ attack: z.literal('fab-t'), ...inBall, steps, targets, restarts, climbs })
  .superRefine(checkEpsilon)

/**
 * Random search with squares, which asks for logits only (Andriushchenko et al. 2020,
 * arXiv 1912.00049): `queries` proposals after the first, p 0.8, its schedule not rescaled.
 */
const square = z
  .strictObject({
    attack: z.literal('square'),
    ...inBall,
    queries: z.int().min(1).default(5000),
    restarts,
    climbs,
  })
  .superRefine(checkEpsilon)

export const parameterFreePlans = [apgdCe, apgdDlr, apgdT, fab, fabT, square] as const
export type ParameterFreePlan = z.infer<(typeof parameterFreePlans)[number]>
