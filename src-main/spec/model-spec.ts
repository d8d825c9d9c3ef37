import { z } from 'zod'

/** What a model's first layer does to pixels: (x − mean) / standardDeviation, by channel or one for all. */
export const normalisationSchema = z.strictObject({
  mean: z.array(z.number().min(0).max(1)).min(1),
  standardDeviation: z.array(z.number().positive()).min(1),
})
export type Normalisation = z.infer<typeof normalisationSchema>

/** A layer of the model, so that ε and bounds stay in pixel scale; left out, pixels go in as they are. */
const normalisation = normalisationSchema.optional()

/** Networks without settings of their own. */
const fixedArchitectures = [
  'std-cnn',
  'madry-cnn',
  'p4-cnn-small',
  'z2-cnn',
  'p4-cnn',
  'vgg16-bn',
  'resnet-18',
  'preact-resnet-18',
] as const

const fixedSpecSchema = z.strictObject({ architecture: z.enum(fixedArchitectures), normalisation })

const p4mResNetSpecSchema = z.strictObject({
  architecture: z.literal('p4m-resnet-18'),
  /** Whether turns and mirrorings are left behind by their maximum, or kept apart as in the paper's code. */
  pooling: z.enum(['orbit', 'flatten']).default('orbit'),
  normalisation,
})

const wideResNetSpecSchema = z.strictObject({
  architecture: z.literal('wide-resnet'),
  depth: z
    .int()
    .min(10)
    .max(1000)
    .refine((depth) => depth % 6 === 4, 'the depth is 6 n + 4: 10, 16, 22, 28, 34, …'),
  width: z.int().min(1).max(32),
  normalisation,
})

/** A model made elsewhere: an ONNX file that has been imported, with the weights in it. */
const importedSpecSchema = z.strictObject({
  architecture: z.literal('onnx'),
  /** What the file was called when it was imported; a name, not a path. */
  file: z.string().min(1).max(255),
  /** SHA-256 (hex) of the file, by which the data folder keeps it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'the 64 hex digits of a SHA-256 belong here'),
  normalisation,
})
export type ImportedSpec = z.infer<typeof importedSpecSchema>

export const modelSpecSchema = z.discriminatedUnion('architecture', [
  fixedSpecSchema,
  p4mResNetSpecSchema,
  wideResNetSpecSchema,
  importedSpecSchema,
])
export type ModelSpec = z.infer<typeof modelSpecSchema>
/** A model of ours, which has yet to be trained. */
export type OwnModelSpec = Exclude<ModelSpec, ImportedSpec>
export type ArchitectureName = OwnModelSpec['architecture']

export const architectures = [
  ...fixedArchitectures,
  'p4m-resnet-18',
  'wide-resnet',
] as const satisfies readonly ArchitectureName[]

/** Whether a spec's model was made elsewhere: it is evaluated and not trained. */
export function isImported(model: ModelSpec): model is ImportedSpec {
  return model.architecture === 'onnx'
}

/** Whether a model normalises by batch statistics, so that `attack.batchNorm` has a meaning. */
export function hasBatchNorm({ architecture }: ModelSpec): boolean {
  return !['std-cnn', 'madry-cnn', 'onnx'].includes(architecture)
}

/** How batch norm worked while training crafted its attacks, in words; undefined without such layers. */
export function batchNormWords({
  model,
  attack,
}: {
  readonly model: ModelSpec
  readonly attack: { readonly batchNorm?: 'inference' | 'training' }
}): string | undefined {
  if (!hasBatchNorm(model)) return undefined
  return attack.batchNorm === 'training' ? 'statistics of the batch' : 'running statistics'
}
