import { z } from 'zod'
import { curriculumSchema } from '#curriculum'
import {
  checkStepSize,
  norms,
  protocolSchema,
  rotationSchema,
  stepSizeSchema,
  translationSchema,
} from '#threat'

/** Where labelled images come from. `digits` ships with Cusp; IDX files are named by path. */
export const datasetSpecSchema = z.strictObject({
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('digits') }),
    z.strictObject({
      kind: z.literal('idx'),
      images: z.string().min(1),
      labels: z.string().min(1),
    }),
  ]),
  /** Sizes of the stratified split; both are drawn from the source by `seed`. */
  train: z.int().min(1),
  test: z.int().min(1),
  seed: z.int().min(0).default(0),
})
export type DatasetSpec = z.infer<typeof datasetSpecSchema>

export const architectures = ['std-cnn', 'madry-cnn'] as const
/** What a model's first layer does to pixels: (x − mean) / standardDeviation, by channel or one for all. */
export const normalisationSchema = z.strictObject({
  mean: z.array(z.number().min(0).max(1)).min(1),
  standardDeviation: z.array(z.number().positive()).min(1),
})
export type Normalisation = z.infer<typeof normalisationSchema>

export const modelSpecSchema = z.strictObject({
  architecture: z.enum(architectures),
  /** A layer of the model, so that ε and bounds stay in pixel scale; left out, pixels go in as they are. */
  normalisation: normalisationSchema.optional(),
})
export type ModelSpec = z.infer<typeof modelSpecSchema>

export const lossSpecSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cross-entropy') }),
  /** Zhang et al. 2019, arXiv 1901.08573: CE + β · KL(p(x) ‖ p(x′)). */
  z.strictObject({ kind: z.literal('trades'), beta: z.number().min(0).default(6) }),
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

/** The attack that training crafts its perturbed inputs with; ε and steps come from the curriculum. */
export const trainingAttackSchema = z
  .strictObject({
    norm: z.enum(norms).default('linf'),
    stepSize: stepSizeSchema.default({ relativeToEpsilon: 2.5 }),
    randomStart: z.boolean().default(true),
  })
  .superRefine(checkStepSize)
export type TrainingAttack = z.infer<typeof trainingAttackSchema>

/** Small evaluations during training, on the first `count` test examples of the split. */
export const probeSpecSchema = z.strictObject({
  everyEpochs: z.int().min(1).default(1),
  count: z.int().min(1).default(256),
  epsilon: z.number().min(0).default(0),
  attackSteps: z.int().min(1).default(10),
  rotation: rotationSchema.default(0),
  translation: translationSchema.default(0),
})
export type ProbeSpec = z.infer<typeof probeSpecSchema>

/** Everything needed to repeat a run, with its seed; immutable once started. */
export const runSpecSchema = z.strictObject({
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
  epochs: z.int().min(1),
  batchSize: z.int().min(1),
  attack: trainingAttackSchema.default({
    norm: 'linf',
    stepSize: { relativeToEpsilon: 2.5 },
    randomStart: true,
  }),
  /** Which perturbation acts first; CuSP rotates, then attacks around the rotated image. */
  order: z.literal('spatial-then-adversarial').default('spatial-then-adversarial'),
  curriculum: curriculumSchema,
  probe: probeSpecSchema.default({
    everyEpochs: 1,
    count: 256,
    epsilon: 0,
    attackSteps: 10,
    rotation: 0,
    translation: 0,
  }),
  evaluation: protocolSchema,
  checkpointEverySteps: z.int().min(1).default(200),
  seed: z.int().min(0).default(0),
  engine: z.enum(['auto', 'onnx', 'reference']).default('auto'),
})
export type RunSpec = z.infer<typeof runSpecSchema>
/** A spec as people write it: defaults may be left out. */
export type RunSpecInput = z.input<typeof runSpecSchema>
