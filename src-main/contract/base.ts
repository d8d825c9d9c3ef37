import { oc } from '@orpc/contract'
import { z } from 'zod'

/** Every refusal crosses the wire in this form; `code` is of the error catalogue. */
export const base = oc.errors({
  REFUSED: { data: z.object({ code: z.string(), place: z.string().optional() }) },
})
