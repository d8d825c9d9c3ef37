import { z } from 'zod'
import { engineChoices } from '#spec'

export const engineReportSchema = z.object({
  name: z.enum(engineChoices),
  available: z.boolean(),
  device: z.string(),
  version: z.string().nullable(),
  /** Why it is missing and how to get it; empty when it is there. */
  reason: z.string(),
})

/** What this machine has, for the settings page and `cusp doctor`. */
export const doctorReportSchema = z.object({
  version: z.string(),
  node: z.string(),
  platform: z.string(),
  cpus: z.int(),
  /** Threads that one operator of the host uses, and of the next to start, by what was timed here. */
  threads: z.object({
    now: z.int(),
    next: z.int(),
    timings: z.array(z.object({ threads: z.int(), ms: z.number() })),
  }),
  memoryBytes: z.number(),
  dataFolder: z.string(),
  writable: z.boolean(),
  freeBytes: z.number().nullable(),
  databaseBytes: z.number(),
  databaseVersion: z.int(),
  /** Copies of the database, newest of each kind first; `at` in milliseconds since 1970. */
  backups: z.array(
    z.object({
      kind: z.enum(['daily', 'before-migration']),
      name: z.string(),
      at: z.number(),
      bytes: z.number(),
    }),
  ),
  engines: z.array(engineReportSchema),
  /** What a run that asks for `auto` is computed on; `auto` times its own step on all that can be used. */
  preferredEngine: z.enum(engineChoices),
  /** What there is of an NVIDIA GPU, and why nothing computes on it where nothing does. */
  gpu: z.string(),
})
export type DoctorReport = z.infer<typeof doctorReportSchema>

/** What the status bar shows. */
export const statusSchema = z.object({
  version: z.string(),
  dataFolder: z.string(),
  databaseBytes: z.number(),
  runs: z.int(),
  running: z.int(),
  waiting: z.int(),
  engine: z.string(),
})
export type Status = z.infer<typeof statusSchema>

/** "Something changed": a screen that shows it asks again. At most ten a second for each run. */
export const noticeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), run: z.string(), seq: z.int() }),
  z.object({ kind: z.literal('runs') }),
  z.object({ kind: z.literal('curricula') }),
  z.object({ kind: z.literal('comparisons') }),
  z.object({ kind: z.literal('figures') }),
  z.object({ kind: z.literal('reports') }),
])
export type Notice = z.infer<typeof noticeSchema>
