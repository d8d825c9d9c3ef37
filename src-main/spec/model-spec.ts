import { z } from 'zod'

export const architectures = ['std-cnn', 'madry-cnn', 'p4-cnn-small', 'z2-cnn', 'p4-cnn'] as const
export type ArchitectureName = (typeof architectures)[number]

const withBatchNorm: readonly ArchitectureName[] = ['z2-cnn', 'p4-cnn']

/** Whether a model normalises by batch statistics, so that `attack.batchNorm` has a meaning. */
export function hasBatchNorm({ architecture }: ModelSpec): boolean {
  return withBatchNorm.includes(architecture)
}

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
