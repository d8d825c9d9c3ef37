import { parseDocument } from '#errors'
import { runSpecSchema, type RunSpec } from './run-spec.ts'

/**
 * A run spec from JSON, defaults filled in. Whether its parts fit each other is `resolveRun`'s
 * answer.
 * @param place what the document is called where it is wrong as a whole: a file's name.
 * @throws CuspError `spec.invalid`: path, value and what would be right, in one sentence.
 */
export function parseRunSpec(document: unknown, place = 'spec'): RunSpec {
  return parseDocument(runSpecSchema, document, { name: place })
}
