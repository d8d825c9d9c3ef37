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
  /** What the first such step takes beyond a later one: graphs are compiled, memory is first used. */
  first: milliseconds,
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
  /** What trying transforms costs beside each of them. */
  beginTurns: milliseconds,
  /** One transform, and its verdicts. */
  turn: milliseconds,
  /** What the first of each takes beyond a later one: weights are compiled into its graphs. */
  first: z.object({
    judge: milliseconds,
    slope: milliseconds,
    climb: milliseconds,
    turn: milliseconds,
  }),
})
export type EvaluationRates = z.infer<typeof evaluationRatesSchema>

/** What a job does around its steps. */
const aroundRatesSchema = z.object({
  /** A process with its dataset and its engine, and a training with its first weights. */
  start: milliseconds,
  /** A copy of the training, looked through for what is no number: each probe begins with one. */
  look: milliseconds,
  /** A checkpoint: a look, its bytes and their hash, and the file. */
  save: milliseconds,
})
export type AroundRates = z.infer<typeof aroundRatesSchema>

/** Measured milliseconds of a spec's parts, on one machine and engine. */
export const ratesSchema = z.object({
  around: aroundRatesSchema,
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
