import { z } from 'zod'
import { runId } from './run-id.ts'
import { runSummarySchema } from './run.ts'

export const comparisonSchema = z.object({
  runs: z.array(runSummarySchema),
  /** Settings that differ, by path into the spec; one value a run, as JSON. */
  differences: z.array(z.object({ path: z.string(), values: z.array(z.string()) })),
  settingsInAll: z.int(),
  /** Ids of the runs no other run dominates on adversarial and spatial accuracy. */
  front: z.array(runId),
  hypervolume: z.number().nullable(),
  referencePoint: z.tuple([z.number(), z.number()]),
  /** Images only one of two runs gets right; exact two-sided McNemar p. */
  pairs: z.array(
    z.object({
      a: runId,
      b: runId,
      family: z.enum(['clean', 'adversarial', 'spatial']),
      onlyA: z.int(),
      onlyB: z.int(),
      p: z.number(),
    }),
  ),
  /** Why some of these numbers must not be compared, in sentences. */
  warnings: z.array(z.string()),
})
export type Comparison = z.infer<typeof comparisonSchema>
