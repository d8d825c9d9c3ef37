import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { base } from './base.ts'
import { mostBundledRuns, writingSchema } from './bundle.ts'
import { runId } from './run-id.ts'

/** Formats of other programs that runs are written in. */
export const foreignFormats = ['mlflow', 'tensorboard', 'csv', 'parquet'] as const
export type ForeignFormat = (typeof foreignFormats)[number]

export const foreignProcedures = {
  /** Writes runs as a folder, zipped, into the cache; whoever leaves the stream cancels it. */
  write: base
    .input(
      z.strictObject({
        runs: z.array(runId).min(1).max(mostBundledRuns),
        format: z.enum(foreignFormats),
      }),
    )
    .output(eventIterator(writingSchema)),
}
