import { z } from 'zod'
import { runSpecSchema } from '#spec'

/** A saved curriculum: the spec it would be run with, edited on the timeline. */
export const curriculumDocumentSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  spec: runSpecSchema,
  updatedAt: z.number(),
})
export type CurriculumDocument = z.infer<typeof curriculumDocumentSchema>

export const curriculumEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  updatedAt: z.number(),
})
export type CurriculumEntry = z.infer<typeof curriculumEntrySchema>
