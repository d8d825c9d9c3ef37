import { createHash } from 'node:crypto'
import { z } from 'zod'

/** What a checkpoint consists of; written last, so its presence says that the rest is there. */
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  step: z.int().min(0),
  files: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z.]*$/),
        bytes: z.int().min(0),
        sha256: z.string().length(64),
      }),
    )
    .min(1),
})
export type Manifest = z.infer<typeof manifestSchema>

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
