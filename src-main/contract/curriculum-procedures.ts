import { z } from 'zod'
import { runSpecSchema } from '#spec'
import { base } from './base.ts'
import { curriculumDocumentSchema, curriculumEntrySchema } from './document.ts'

/** A state of a saved curriculum; numbers rise from 1 with each save that changed something. */
export const curriculumVersionSchema = z.object({
  number: z.int(),
  name: z.string(),
  spec: runSpecSchema,
  savedAt: z.number(),
})
export type CurriculumVersion = z.infer<typeof curriculumVersionSchema>

const ofCurriculum = z.strictObject({ id: z.string() })
const nothing = z.strictObject({})
/** Longest text of a sitting: some hundred steps of a curriculum with hundreds of keys. */
const longestSitting = 4_000_000

/** What may be asked about saved curricula. */
export const curriculumProcedures = {
  list: base.output(z.array(curriculumEntrySchema)),
  get: base.input(ofCurriculum).output(curriculumDocumentSchema),
  /** Without an id a new document is made; `parent` is what it was copied from. */
  save: base
    .input(
      z.strictObject({
        id: z.string().optional(),
        name: z.string().min(1),
        spec: runSpecSchema,
        parent: z.string().optional(),
      }),
    )
    .output(curriculumDocumentSchema),
  remove: base.input(ofCurriculum).output(nothing),
  /** Newest first. */
  versions: base.input(ofCurriculum).output(z.array(curriculumVersionSchema)),
  /** The undo steps an editor last left, as it wrote them; null where it left none. */
  sitting: base.input(ofCurriculum).output(z.object({ sitting: z.string().nullable() })),
  keepSitting: base
    .input(z.strictObject({ id: z.string(), sitting: z.string().max(longestSitting) }))
    .output(nothing),
}
