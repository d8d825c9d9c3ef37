import { z } from 'zod'

/**
 * Where labelled images come from. `digits` ships with Cusp; IDX files are named by path, a
 * stored dataset by the name it was imported under, and `hash` pins what it must hold.
 */
export const datasetSpecSchema = z.strictObject({
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('digits') }),
    z.strictObject({
      kind: z.literal('idx'),
      images: z.string().min(1),
      labels: z.string().min(1),
    }),
    z.strictObject({
      kind: z.literal('stored'),
      name: z
        .string()
        .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'the name of a stored dataset belongs here'),
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'the 64 hex digits of a SHA-256 belong here')
        .optional(),
    }),
  ]),
  /**
   * Sizes of the stratified split; both are drawn from the source by `seed`, each from its own
   * official part where the source has parts.
   */
  train: z.int().min(0),
  test: z.int().min(1),
  seed: z.int().min(0).default(0),
})
export type DatasetSpec = z.infer<typeof datasetSpecSchema>
