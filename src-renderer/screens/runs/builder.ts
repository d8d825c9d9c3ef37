import {
  allOf,
  comparators,
  conditionsOf,
  fieldNames,
  flagNames,
  formatQuantity,
  formatQuery,
  formatValue,
  numberFieldNames,
  parseQuery,
  type FieldName,
  type Query,
} from '#contract'

/** A condition as the builder shows it: what is asked about, how, and the value. */
export interface Row {
  /** A field, `is`, a number, or `words`; null for what has no such form and stays a text. */
  readonly subject: string | null
  readonly relation: string
  readonly value: string
}

/** How a field and a flag may be asked about. */
export const textRelations = ['is', 'is not'] as const

/** The rows of a query: each must hold. */
export function rowsOf(query: Query): Row[] {
  return conditionsOf(query).map(rowOf)
}

function rowOf(condition: Query): Row {
  const inner = condition.is === 'not' ? condition.of : condition
  const relation = condition.is === 'not' ? 'is not' : 'is'
  switch (inner.is) {
    case 'field':
      return {
        subject: inner.field,
        relation,
        value: formatQuery(inner).slice(inner.field.length + 1),
      }
    case 'flag':
      return { subject: 'is', relation, value: inner.flag }
    case 'word':
      return { subject: 'words', relation, value: inner.text }
    case 'compare':
      if (condition.is === 'not') break
      return {
        subject: formatQuantity(inner.left),
        relation: inner.op,
        value: formatValue(inner.left, inner.value),
      }
    case 'setting':
    case 'all':
    case 'and':
    case 'or':
    case 'not':
  }
  return { subject: null, relation: '', value: formatQuery(condition) }
}

/**
 * The query of rows as text.
 * @returns the first row that is none, and why, or the text
 */
export function textOfRows(
  rows: readonly Row[],
): { readonly where: string } | { readonly row: number; readonly message: string } {
  const conditions: Query[] = []
  for (const [row, written] of rows.entries()) {
    const { query, problem } = conditionOf(written)
    if (!query) return { row, message: problem.message }
    conditions.push(query)
  }
  return { where: formatQuery(allOf(conditions)) }
}

function conditionOf({ subject, relation, value }: Row): ReturnType<typeof parseQuery> {
  const negated = (query: Query) => ({
    query: relation === 'is not' ? { is: 'not' as const, of: query } : query,
  })
  const field = fieldNames.find((name) => name === subject)
  if (subject === null) return parseQuery(value)
  if (comparators.some((op) => op === relation))
    return parseQuery(`${subject} ${relation} ${value}`)
  if (subject === 'words') return negated({ is: 'word', text: value })
  if (field) {
    const { query } = parseQuery(`${field}:${value}`)
    if (query?.is === 'field') return negated(query)
    // What is no pattern as it stands is meant as a text, spaces and all.
    const patterns = value.split(',').map((part) => part.trim())
    return negated({ is: 'field', field, patterns })
  }
  const flag = flagNames.find((name) => name === value)
  if (subject === 'is') return flag ? negated({ is: 'flag', flag }) : parseQuery(`is:${value}`)
  return parseQuery(`${subject} ${value}`)
}

/** Whether a subject is a text, which is or is not, rather than a number that is compared. */
export function isText(subject: string): boolean {
  return subject === 'is' || subject === 'words' || fieldNames.some((name) => name === subject)
}

/** How a subject may be asked about. */
export function relationsOf(subject: string): readonly string[] {
  const isBoth = subject === 'seed' || subject === 'loss'
  if (isBoth) return [...textRelations, ...comparators]
  return isText(subject) ? textRelations : comparators
}

/** A row about another subject: the value is the first that makes sense. */
export function rowAbout(subject: string): Row {
  if (subject === 'is') return { subject, relation: 'is', value: 'archived' }
  if (isText(subject)) return { subject, relation: 'is', value: '*' }
  const start: Record<string, string> = { age: '7d', time: '1h', made: today(), ended: today() }
  return { subject, relation: '>', value: start[subject] ?? '0' }
}

const today = () => new Date().toISOString().slice(0, 10)

/** All that a row can be about. */
export function subjectsOf(measures: readonly string[]): string[] {
  const texts: FieldName[] = fieldNames.filter((name) => name !== 'loss')
  return ['words', ...texts, 'is', ...measures, ...numberFieldNames.filter((n) => n !== 'seed')]
}
