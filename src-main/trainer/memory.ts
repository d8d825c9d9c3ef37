import { z } from 'zod'
import { CuspError } from '#errors'
import { readingSchema } from './reading.ts'
import { alarms } from './run-event.ts'

const memorySchema = z.strictObject({
  /** Gates that have opened, in order. */
  gates: z.array(z.strictObject({ stage: z.string(), step: z.int().min(0) })).default([]),
  /** What the gate of the present stage has seen of its metric. */
  seen: z.strictObject({ last: z.number(), best: z.number(), bestStep: z.int().min(0) }).optional(),
  /** Examples trained on since the last probe of an epoch's end, and those that were right. */
  trained: z.strictObject({ images: z.number(), correct: z.number() }).optional(),
  /** The last probe of an epoch's end, in checkpoints of before 2026-11-30. Read no more. */
  previous: readingSchema.optional(),
  /** The last probes of epochs' ends, oldest first, and the one of the highest PGD accuracy. */
  recent: z.array(readingSchema).optional(),
  best: readingSchema.optional(),
  /** How many of the last readings in a row were below the best. */
  below: z.int().min(0).optional(),
  /** The reading that PGD accuracy collapsed from, while it is down. */
  collapsed: readingSchema.optional(),
  /** Alarms that rang at the last reading. */
  ringing: z.array(z.enum(alarms)).optional(),
})

/**
 * What a trainer remembers between two steps beside weights and optimiser, which are the engine's.
 * With the spec it decides all later events, so checkpoints keep it. Replaced, never written into.
 */
export type Memory = z.infer<typeof memorySchema>

/** The memory a snapshot was saved with; the empty one of a run's start where it has none. */
export function recall(memory: string | undefined): Memory {
  if (memory === undefined) return { gates: [] }
  try {
    return memorySchema.parse(JSON.parse(memory))
  } catch (cause) {
    const message = 'The checkpoint holds a memory of the run that cannot be read.'
    throw new CuspError('checkpoint.corrupt', message, { cause })
  }
}
