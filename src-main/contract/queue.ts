import { z } from 'zod'
import { runSummarySchema } from './run.ts'

/** Most runs computed at a time: each uses all processors it is given. */
export const largestConcurrency = 8

/** What is computed now and what waits, in the order it will be. */
export const queueSchema = z.object({
  concurrency: z.int().min(1).max(largestConcurrency),
  running: z.array(runSummarySchema),
  waiting: z.array(runSummarySchema),
})
export type Queue = z.infer<typeof queueSchema>
