import { z } from 'zod'

/** The checkpoint of another run that a fork begins from, instead of from its seed. */
export const startsFromSchema = z.strictObject({
  run: z.string().min(1).max(64),
  step: z.int().min(1),
  /** SHA-256 of the checkpoint's manifest. */
  checkpointHash: z.string().regex(/^[0-9a-f]{64}$/),
})
