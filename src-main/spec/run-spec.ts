import { z } from 'zod'
import { curriculumSchema } from '#curriculum'
import { protocolSchema } from '#threat'
import { datasetSpecSchema } from './dataset-spec.ts'
import { engineChoices } from './engine-choice.ts'
import { isImported, modelSpecSchema, type ModelSpec } from './model-spec.ts'
import { startsFromSchema } from './starts-from.ts'
import { probeSpecSchema, probeWithCount } from './probe-spec.ts'
import {
  lossSpecSchema,
  optimiserSpecSchema,
  spatialTrainingSchema,
  trainingAttackSchema,
} from './training-spec.ts'
import { augmentationSchema, averagingSchema, weightPerturbationSchema } from './wrapper-spec.ts'

const writtenSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1).default('untitled'),
  dataset: datasetSpecSchema,
  model: modelSpecSchema,
  loss: lossSpecSchema.default({ kind: 'cross-entropy' }),
  optimiser: optimiserSpecSchema.default({
    kind: 'adam',
    beta1: 0.9,
    beta2: 0.999,
    weightDecay: 0,
  }),
  /** 0 for an imported model, which is evaluated as it came. */
  epochs: z.int().min(0),
  batchSize: z.int().min(1),
  attack: trainingAttackSchema.default({
    norm: 'linf',
    stepSize: { relativeToEpsilon: 2.5 },
    randomStart: true,
  }),
  /**
   * Which perturbation acts first. CuSP rotates, then attacks around the rotated image: A(T(x)).
   * Engstrom et al. attack the image through the transform: T(x + δ).
   */
  order: z
    .enum(['spatial-then-adversarial', 'adversarial-through-spatial'])
    .default('spatial-then-adversarial'),
  spatial: spatialTrainingSchema.optional(),
  augmentation: augmentationSchema.optional(),
  weightPerturbation: weightPerturbationSchema.optional(),
  averaging: averagingSchema.optional(),
  curriculum: curriculumSchema,
  probe: probeSpecSchema.default({
    everyEpochs: 1,
    epsilon: 0,
    attackSteps: 10,
    rotation: 0,
    translation: 0,
  }),
  evaluation: protocolSchema,
  checkpointEverySteps: z.int().min(1).default(200),
  seed: z.int().min(0).default(0),
  engine: z.enum(engineChoices).default('auto'),
  /** Of a fork: where it begins; its curriculum still counts from step 0. */
  startsFrom: startsFromSchema.optional(),
})

/** Everything needed to repeat a run, with its seed; immutable once started. */
export const runSpecSchema = writtenSchema.superRefine(checkLength).transform((spec) => ({
  ...spec,
  probe: probeWithCount(spec.probe, spec.epochs, spec.dataset.test),
}))
export type RunSpec = z.infer<typeof runSpecSchema>
/** A spec as people write it: defaults may be left out. */
export type RunSpecInput = z.input<typeof runSpecSchema>

/** A model of ours is trained, an imported one is not. */
function checkLength(
  { model, epochs }: { model: ModelSpec; epochs: number },
  context: z.core.$RefinementCtx,
): void {
  if (isImported(model) === (epochs === 0)) return
  const message = isImported(model)
    ? `is ${epochs}; 0 belongs here, as an imported model is evaluated and not trained`
    : 'is 0; at least 1 belongs here'
  context.addIssue({ code: 'custom', path: ['epochs'], message })
}
