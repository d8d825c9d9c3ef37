import { z } from 'zod'
import { runId } from './run-id.ts'

export const disagreementRequestSchema = z.strictObject({
  /** Runs that answer together: one, or those of a group. */
  groups: z.array(z.array(runId).min(1)).min(2),
  family: z.enum(['clean', 'adversarial', 'spatial']),
  offset: z.int().min(0),
  limit: z.int().min(1).max(100),
})
export type DisagreementRequest = z.infer<typeof disagreementRequestSchema>

/** The same images in all groups, those that groups do not answer alike. */
export const disagreementsSchema = z.object({
  /** Groups that were evaluated on the images of the first; the others are left out. */
  groups: z.array(runId),
  /** Images that the groups do not answer alike, and images in all. */
  total: z.int(),
  count: z.int(),
  /** Null where the dataset is not in this data folder. */
  shape: z.object({ height: z.int(), width: z.int(), channels: z.int() }).nullable(),
  classes: z.array(z.string()),
  /** Evenest splits first. */
  images: z.array(
    z.object({
      /** Position in the dataset. */
      index: z.int(),
      label: z.int(),
      /** Bytes in base64, row-major `[height, width, channel]`; empty without the dataset. */
      clean: z.string(),
      /** One a group: what most of its runs say, and how many say so. */
      answers: z.array(z.object({ prediction: z.int(), agreeing: z.int(), runs: z.int() })),
    }),
  ),
})
export type Disagreements = z.infer<typeof disagreementsSchema>
