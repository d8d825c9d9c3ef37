import type { z } from 'zod'
import type { ErrorCode } from './catalogue.ts'
import { CuspError } from './cusp-error.ts'
import { problemsOf, sentenceOf, type Problem } from './problem.ts'

/** What a document is called in a sentence, and the code its errors carry. */
interface DocumentKind {
  /** Stands for the root in messages: `spec`, `protocol`, or a file's name. */
  readonly name: string
  readonly code?: ErrorCode
}

/**
 * Checks a document against its schema and fills in defaults.
 * @throws CuspError (`spec.invalid` unless told otherwise): the first problem, and how many more.
 */
export function parseDocument<Schema extends z.ZodType>(
  schema: Schema,
  document: unknown,
  kind: DocumentKind,
): z.infer<Schema> {
  const parsed = schema.safeParse(document)
  if (parsed.success) return parsed.data
  throw errorOf(problemsOf(schema, document), kind)
}

/** One error for a list of problems. */
export function errorOf(problems: readonly Problem[], kind: DocumentKind): CuspError {
  const [first] = problems
  const more = problems.length - 1
  const others = more > 0 ? ` (and ${more} more problem${more > 1 ? 's' : ''})` : ''
  return new CuspError(kind.code ?? 'spec.invalid', sentenceOf(first, kind.name) + others, {
    place: first.place === '' ? kind.name : first.place,
  })
}
