import { z } from 'zod'

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
