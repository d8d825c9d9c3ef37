import { z } from 'zod'
import { runSpecSchema } from '#spec'

/** A saved curriculum: the spec it would be run with, edited on the timeline. */
export const curriculumDocumentSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  spec: runSpecSchema,
  updatedAt: z.number(),
  /** The curriculum it was copied from, while that is there. */
  parent: z.string().nullable(),
})
export type CurriculumDocument = z.infer<typeof curriculumDocumentSchema>

export const curriculumEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  updatedAt: z.number(),
  parent: z.string().nullable(),
})
export type CurriculumEntry = z.infer<typeof curriculumEntrySchema>
