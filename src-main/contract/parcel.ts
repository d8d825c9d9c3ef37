import { z } from 'zod'
import { base } from './base.ts'

/** Bytes of a piece: with base64 and its frame it stays below the longest request, 8 MiB. */
export const pieceBytes = 4 * 2 ** 20

/** What files come in as: bundles and models. */
export const parcelEndings = ['cusp', 'onnx'] as const
export type ParcelEnding = (typeof parcelEndings)[number]

/** A file on its way into the data folder or out of it; never a path. */
export const parcelName = z
  .string()
  .regex(/^[0-9a-z]{10}\.(cusp|onnx|zip)$/, 'the name that the host gave a file belongs here')

const piece = z.base64().max(Math.ceil(pieceBytes / 3) * 4)

/** Files go between whoever asks and the data folder's cache in pieces, in order. */
export const parcelProcedures = {
  /** The next piece of a file; without a name it is the first one of a new file. */
  send: base
    .input(
      z.strictObject({
        file: parcelName.optional(),
        /** What a new file is. */
        ending: z.enum(parcelEndings).default('cusp'),
        offset: z.int().min(0),
        piece,
      }),
    )
    .output(z.object({ file: parcelName, bytes: z.int() })),
  fetch: base
    .input(z.strictObject({ file: parcelName, offset: z.int().min(0) }))
    .output(z.object({ piece: z.string(), bytes: z.int() })),
  /** Forgets a file; one that is not there is forgotten. */
  discard: base.input(z.strictObject({ file: parcelName })).output(z.strictObject({})),
}
