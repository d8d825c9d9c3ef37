import { z } from 'zod'

const milliseconds = z.number().nonnegative()

/** Parts of a training step, for a batch of the spec's size. */
const stepRatesSchema = z.object({
  /** An update for which nothing is attacked. */
  plain: milliseconds,
  /** An update on attacked images with all that an attack costs but its steps; null: not measured. */
  attacked: milliseconds.nullable(),
  /** One attack step. */
  climb: milliseconds.nullable(),
})
export type StepRates = z.infer<typeof stepRatesSchema>

/** Parts of an evaluation, for `images` images at once. */
const evaluationRatesSchema = z.object({
  images: z.int().min(1),
  /** Forward, with loss and margin. */
  judge: milliseconds,
  /** Forward and backward to the pixels. */
  slope: milliseconds,
  /** What PGD costs beside its steps: the start and the verdicts. */
  begin: milliseconds,
  climb: milliseconds,
  /** One transform, and its verdicts. */
  turn: milliseconds,
})
export type EvaluationRates = z.infer<typeof evaluationRatesSchema>

/** Measured milliseconds of a spec's parts, on one machine and engine. */
export const ratesSchema = z.object({
  /** While images stay where they are; null: not measured. */
  still: stepRatesSchema.nullable(),
  /** While rotation or translation moves them, by the spec's way of choosing. */
  moved: stepRatesSchema.nullable(),
  evaluation: evaluationRatesSchema,
})
export type Rates = z.infer<typeof ratesSchema>

/** Resident memory of a process that trains, by its batch: through two sizes that were measured. */
export const memoryLineSchema = z.object({
  fixedBytes: z.number(),
  bytesPerImage: z.number().nonnegative(),
})
export type MemoryLine = z.infer<typeof memoryLineSchema>
