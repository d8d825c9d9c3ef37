import type { z } from 'zod'
import { knownKeys } from './known-keys.ts'
import { nearestName } from './nearest.ts'
import { formatPath, show, valueAt } from './path.ts'

/** One thing that is wrong in a document. */
export interface Problem {
  /** Path into the document; empty for the document itself. */
  readonly place: string
  /** What is wrong and what would be right, without the place. */
  readonly message: string
  readonly value: unknown
  /** The field of that value that is not known there, where it is one. */
  readonly field?: string
}

type Issue = z.core.$ZodIssue

/**
 * Every problem a schema finds in a document: unknown fields first, because a mistyped name also
 * makes its field missing; otherwise in the schema's order.
 */
export function problemsOf(schema: z.ZodType, document: unknown): Problem[] {
  const parsed = schema.safeParse(document)
  if (parsed.success) return []
  const isUnknownField = ({ code }: Issue): boolean => code === 'unrecognized_keys'
  const { issues } = parsed.error
  const sorted = [...issues.filter(isUnknownField), ...issues.filter((i) => !isUnknownField(i))]
  return sorted.map((issue) => {
    const value = valueAt(document, issue.path)
    const message = describe(schema, document, issue, value)
    const problem = { place: formatPath(issue.path), message, value }
    return issue.code === 'unrecognized_keys' ? { ...problem, field: issue.keys[0] } : problem
  })
}

function describe(schema: z.ZodType, document: unknown, issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'custom':
      return issue.message
    case 'unrecognized_keys':
      return unknownField(issue.keys[0], knownKeys(schema, document, issue.path))
    case 'invalid_value':
      return oneOf(value, issue.values.map(String))
    case 'invalid_union':
      return ofUnion(schema, document, issue, value)
    case 'too_small':
    case 'too_big':
      return issue.message.startsWith('Too ') ? outOfRange(issue, value) : issue.message
    case 'invalid_type':
      return `${stated(value)}; ${nounOf(issue.expected)} belongs here`
    default:
      return `${stated(value)}: ${issue.message}`
  }
}

const stated = (value: unknown): string =>
  value === undefined ? 'is missing' : `is ${show(value)}`

function unknownField(key: string, known: readonly string[]): string {
  const near = nearestName(key, known)
  if (near !== undefined) return `unknown field "${key}"; did you mean "${near}"?`
  return `unknown field "${key}"; known here: ${known.join(', ')}`
}

function oneOf(value: unknown, allowed: readonly string[]): string {
  const near = typeof value === 'string' ? nearestName(value, allowed) : undefined
  if (near !== undefined) return `${stated(value)}; did you mean "${near}"?`
  const choice = allowed.length === 1 ? `only ${allowed[0]}` : `one of ${allowed.join(', ')}`
  return `${stated(value)}; ${choice} belongs here`
}

function ofUnion(
  schema: z.ZodType,
  document: unknown,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  value: unknown,
): string {
  if ('options' in issue && Array.isArray(issue.options)) {
    return oneOf(value, issue.options.map(String))
  }
  const values = issue.errors.flatMap(([first]) =>
    first.code === 'invalid_value' && first.path.length === 0 ? first.values.map(String) : [],
  )
  const keys = knownKeys(schema, document, issue.path).map((key) => `{"${key}": …}`)
  return `${stated(value)}; one of ${[...values, ...keys].join(', ')} belongs here`
}

function outOfRange(
  issue: Extract<Issue, { code: 'too_small' | 'too_big' }>,
  value: unknown,
): string {
  const isLow = issue.code === 'too_small'
  const bound = isLow ? issue.minimum : issue.maximum
  const open = isLow ? 'more than' : 'less than'
  const side = issue.inclusive === false ? open : isLow ? 'at least' : 'at most'
  if (typeof value === 'number') return `is ${value}; ${side} ${bound} belongs here`
  if (value === '') return 'is empty; a text belongs here'
  const letters = typeof value === 'string' ? ' letters' : ''
  return `holds ${(value as { length?: number }).length}${letters}; ${side} ${bound} belong here`
}

const nouns: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  tuple: 'a list',
  record: 'an object',
}
const nounOf = (expected: string): string => nouns[expected] ?? expected

/** The problem as one sentence that begins with its place. */
export function sentenceOf(problem: Problem, document: string): string {
  return `${problem.place === '' ? document : problem.place}: ${problem.message}`
}
