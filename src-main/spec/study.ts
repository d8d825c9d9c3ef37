import { z } from 'zod'
import { parseDocument } from '#errors'
import { runSpecSchema } from './run-spec.ts'

/** A set of specs that answers one question; the question is put in two sentences. */
export const studySchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  question: z.string().min(1),
  specs: z.array(runSpecSchema).min(1),
})
export type Study = z.infer<typeof studySchema>

/**
 * A study from JSON, defaults filled in.
 * @throws CuspError `spec.invalid` naming place, value and what would be right.
 */
export function parseStudy(document: unknown, place = 'study'): Study {
  return parseDocument(studySchema, document, { name: place })
}
