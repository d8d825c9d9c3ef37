import { z } from 'zod'
import { memoryLineSchema, ratesSchema, runSpecSchema } from '#spec'
import { base } from './base.ts'

/** What was measured of a spec's parts on this machine; any curriculum of it follows from that. */
export const costReportSchema = z.object({
  rates: ratesSchema,
  memory: memoryLineSchema,
  /** The most that its evaluation had resident, whatever the batch size. */
  evaluationBytes: z.number(),
  /** Of the machine. */
  memoryBytes: z.number(),
  threads: z.int(),
  /** Milliseconds since 1970. */
  measuredAt: z.number(),
  /** Whether a run was computed at the same time, so that times are too long. */
  wasBusy: z.boolean(),
})
export type CostReport = z.infer<typeof costReportSchema>

const ofSpec = z.strictObject({ spec: runSpecSchema })

export const costProcedures = {
  /** What is known already; null when nothing was measured, or on another machine. */
  known: base.input(ofSpec).output(costReportSchema.nullable()),
  /** Measures in a process of its own, for a minute or less with small networks, and keeps it. */
  measure: base.input(ofSpec).output(costReportSchema),
}
