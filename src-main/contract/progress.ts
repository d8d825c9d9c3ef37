import { z } from 'zod'

/** How far long work is, in units of its own. */
export const progressSchema = z.object({
  kind: z.literal('progress'),
  done: z.int(),
  total: z.int(),
})
