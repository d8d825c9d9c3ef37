import { z } from 'zod'

export const architectures = ['std-cnn', 'madry-cnn', 'p4-cnn-small', 'z2-cnn', 'p4-cnn'] as const
export type ArchitectureName = (typeof architectures)[number]

const withBatchNorm: readonly ArchitectureName[] = ['p4-cnn-small', 'z2-cnn', 'p4-cnn']

/** Whether a model normalises by batch statistics, so that `attack.batchNorm` has a meaning. */
export function hasBatchNorm(model: ModelSpec): boolean {
  return !isImported(model) && withBatchNorm.includes(model.architecture)
}

/** What a model's first layer does to pixels: (x − mean) / standardDeviation, by channel or one for all. */
export const normalisationSchema = z.strictObject({
  mean: z.array(z.number().min(0).max(1)).min(1),
  standardDeviation: z.array(z.number().positive()).min(1),
})
export type Normalisation = z.infer<typeof normalisationSchema>

const architectureSpecSchema = z.strictObject({
  architecture: z.enum(architectures),
  /** A layer of the model, so that ε and bounds stay in pixel scale; left out, pixels go in as they are. */
  normalisation: normalisationSchema.optional(),
})

/** A model made elsewhere: an ONNX file that has been imported, with the weights in it. */
const importedSpecSchema = z.strictObject({
  architecture: z.literal('onnx'),
  /** What the file was called when it was imported; a name, not a path. */
  file: z.string().min(1).max(255),
  /** SHA-256 (hex) of the file, by which the data folder keeps it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'the 64 hex digits of a SHA-256 belong here'),
  normalisation: normalisationSchema.optional(),
})
export type ImportedSpec = z.infer<typeof importedSpecSchema>

export const modelSpecSchema = z.discriminatedUnion('architecture', [
  architectureSpecSchema,
  importedSpecSchema,
])
export type ModelSpec = z.infer<typeof modelSpecSchema>

/** Whether a spec's model was made elsewhere: it is evaluated and not trained. */
export function isImported(model: ModelSpec): model is ImportedSpec {
  return model.architecture === 'onnx'
}
