import { formatQuery } from './format.ts'
import type { Query } from './query.ts'

/** What must all hold, as a list: the filter builder shows one row for each. */
export function conditionsOf(query: Query): readonly Query[] {
  if (query.is === 'all') return []
  return query.is === 'and' ? query.of : [query]
}

/** The query that holds where all of `conditions` do. */
export function allOf(conditions: readonly Query[]): Query {
  const parts = conditions.flatMap(conditionsOf)
  if (parts.length === 0) return { is: 'all' }
  return parts.length === 1 ? parts[0] : { is: 'and', of: parts }
}

/** The text of a query with one more condition. */
export function withCondition(query: Query, condition: Query): string {
  return formatQuery(allOf([...conditionsOf(query), condition]))
}

/** Whether a flag is asked about anywhere in a query. */
export function asksAbout(query: Query, flag: 'archived' | 'deleted'): boolean {
  switch (query.is) {
    case 'and':
    case 'or':
      return query.of.some((part) => asksAbout(part, flag))
    case 'not':
      return asksAbout(query.of, flag)
    case 'flag':
      return query.flag === flag
    default:
      return false
  }
}
