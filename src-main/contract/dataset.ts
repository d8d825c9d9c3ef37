import { z } from 'zod'

const shape = z.object({ height: z.int(), width: z.int(), channels: z.int() })

/** One row of the list of datasets: what ships with Cusp, and what was imported. */
export const datasetEntrySchema = z.object({
  name: z.string(),
  /** `corruptions` are evaluated on; the others are trained on. */
  kind: z.enum(['shipped', 'examples', 'corruptions']),
  /** Examples; of corruptions, images of each corruption at each severity. */
  count: z.int(),
  /** Sizes of the official parts, where the source has them. */
  parts: z.object({ train: z.int(), test: z.int() }).nullable(),
  shape,
  classes: z.int(),
  hash: z.string(),
  bytes: z.number(),
  /** Of corruptions, the dataset they are of. */
  base: z.string().nullable(),
})
export type DatasetEntry = z.infer<typeof datasetEntrySchema>

export const datasetListSchema = z.object({
  datasets: z.array(datasetEntrySchema),
  /** Folders among the datasets that cannot be understood, and why. */
  damaged: z.array(z.object({ name: z.string(), problem: z.string() })),
})
export type DatasetList = z.infer<typeof datasetListSchema>

/** What is worth knowing of examples before they are trusted. */
export const datasetReportSchema = z.object({
  parts: z.array(
    z.object({
      part: z.enum(['train', 'test', 'all']),
      count: z.int(),
      classCounts: z.array(z.int()),
      /** Images that repeat, pixel for pixel, an earlier one of their part. */
      duplicates: z.int(),
    }),
  ),
  /** Images of the test part that are in the train part too. */
  between: z.int(),
  /** Distinct images that occur with more than one label. */
  conflicting: z.int(),
  /** Per channel in [0, 1], over the train part where there is one. */
  channels: z.array(z.object({ mean: z.number(), sd: z.number() })),
})

export const datasetDetailSchema = z.object({
  entry: datasetEntrySchema,
  /** Names of the classes, in the order of their labels; none of corruptions. */
  classes: z.array(z.string()),
  report: datasetReportSchema.nullable(),
  /** Names of the corruptions; none of examples. */
  corruptions: z.array(z.string()),
  /** Format, and names and hashes of the files it was read from; null of what ships with Cusp. */
  origin: z
    .object({
      format: z.string(),
      files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
      options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    })
    .nullable(),
  /** A few examples of each class in turn, bytes in base64, row-major `[height, width, channel]`. */
  preview: z.array(z.object({ index: z.int(), label: z.int(), pixels: z.string() })),
})
export type DatasetDetail = z.infer<typeof datasetDetailSchema>

/** What reading every byte of a dataset again found. */
export const datasetCheckSchema = z.object({
  name: z.string(),
  files: z.int(),
  bytes: z.number(),
  damaged: z.array(z.object({ file: z.string(), problem: z.string() })),
})
export type DatasetCheck = z.infer<typeof datasetCheckSchema>
