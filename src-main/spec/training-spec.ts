import { z } from 'zod'
import { checkStepSize, stepSizeSchema, trainingNorms } from '#threat'

export const lossSpecSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cross-entropy'),
    /** Share of each target that is spread over all classes (Szegedy et al. 2016, arXiv 1512.00567). */
    labelSmoothing: z.number().min(0).lt(1).optional(),
  }),
  /** Zhang et al. 2019, arXiv 1901.08573: CE + β · KL(p(x) ‖ p(x′)). */
  z.strictObject({ kind: z.literal('trades'), beta: z.number().min(0).default(6) }),
  /** Wang et al. 2020 (ICLR): boosted CE(x′) + β · KL(p(x) ‖ p(x′)) · (1 − p_y(x)). */
  z.strictObject({ kind: z.literal('mart'), beta: z.number().min(0).default(5) }),
])
export type LossSpec = z.infer<typeof lossSpecSchema>

export const optimiserSpecSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sgd'),
    momentum: z.number().min(0).max(1).default(0.9),
    weightDecay: z.number().min(0).default(0),
  }),
  z.strictObject({
    kind: z.literal('adam'),
    beta1: z.number().min(0).max(1).default(0.9),
    beta2: z.number().min(0).max(1).default(0.999),
    weightDecay: z.number().min(0).default(0),
  }),
])
export type OptimiserSpec = z.infer<typeof optimiserSpecSchema>

const writtenAttackSchema = z
  .strictObject({
    norm: z.enum(trainingNorms).default('linf'),
    stepSize: stepSizeSchema.optional(),
    randomStart: z.boolean().optional(),
    /**
     * How batch normalisation normalises while training crafts its attack: by running statistics
     * (`inference`, what is meant when it is left out) or by those of the perturbed batch.
     */
    batchNorm: z.enum(['inference', 'training']).optional(),
    /**
     * Free adversarial training (Shafahi et al. 2019): every batch is learnt from so many times in
     * turn, each time a training step of its own, and one pass also moves the perturbation by one
     * attack step, which is carried on to the next replay and the next batch.
     */
    replays: z.int().min(1).max(1000).optional(),
  })
  .superRefine(checkStepSize)

/**
 * The attack that training crafts its perturbed inputs with; ε and steps come from the curriculum.
 * What is left out becomes what the trainer needs.
 */
export const trainingAttackSchema = writtenAttackSchema.transform(completed)
export type TrainingAttack = z.infer<typeof trainingAttackSchema>

/**
 * Free training starts from what it carries and steps by ε, as its authors' code: a longer step lands
 * in the same corner of the ball wherever it came from, and nothing would be carried. Others start at
 * random and have 2.5 times ε to walk.
 */
function completed({ stepSize, randomStart, ...attack }: z.infer<typeof writtenAttackSchema>) {
  const isFree = attack.replays !== undefined
  return {
    ...attack,
    stepSize: stepSize ?? { relativeToEpsilon: isFree ? 1 : 2.5 },
    randomStart: randomStart ?? !isFree,
  }
}

/** How training draws its transforms within the curriculum's ranges; left out, one at random. */
export const spatialTrainingSchema = z.discriminatedUnion('choose', [
  z.strictObject({ choose: z.literal('random') }),
  /** Worst-of-k: the draw that the network judges worst at that step (Engstrom et al. 2017). */
  z.strictObject({ choose: z.literal('worst'), draws: z.int().min(1).max(1000) }),
])
