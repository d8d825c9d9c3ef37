import { z } from 'zod'

const stepSchema = z.object({ step: z.int(), loss: z.number(), seconds: z.number() })

/** What two batches, taken through everything a run does, say of the whole. Times are seconds. */
export const rehearsalSchema = z.object({
  steps: z.int(),
  firstStep: stepSchema,
  /** The one with the most passes. */
  hardestStep: stepSchema,
  /** All of training at the pace between those two; without probes and checkpoints. */
  trainingSeconds: z.number(),
  /** Every plan of the evaluation on two images. */
  plans: z.int(),
  evaluationSeconds: z.number(),
})
export type Rehearsal = z.infer<typeof rehearsalSchema>
