import { parseDocument } from '#errors'
import { curriculumSchema, type Curriculum } from './curriculum.ts'

/**
 * A curriculum from JSON, defaults filled in; whether it fits a run is `lintCurriculum`'s answer.
 * @throws CuspError `spec.invalid` naming place, value and what would be right.
 */
export function parseCurriculum(document: unknown, name = 'curriculum'): Curriculum {
  return parseDocument(curriculumSchema, document, { name })
}
