import type { TableRequest } from '#contract'
import { CuspError, nearestName } from '#errors'
import {
  headlineNames,
  parseMeasure,
  parseQuery,
  sortFields,
  storedName,
  type Measure,
  type Query,
  type SortField,
} from '#query'
import type { ReadableStore, Sort } from '#store'

/** What is asked of the table, as data. */
export interface Asked {
  readonly query: Query
  readonly sort: Sort
  readonly columns: readonly Measure[]
}

/**
 * Reads the texts of a request.
 * @throws CuspError `input.invalid`: a query that is none, with the place within it; a column or an
 *   order that no run has.
 */
export function readRequest(
  store: ReadableStore,
  request: Pick<TableRequest, 'where' | 'sort' | 'columns'>,
): Asked {
  const { where = '', sort = { by: 'made', descending: true }, columns = [] } = request
  const known = knownMeasures(store)
  const { query, problem } = parseQuery(where, known)
  if (problem) {
    const { from, message } = problem
    throw refusal('where', `${message} (at character ${from + 1} of "${where}")`)
  }
  return {
    query,
    sort: { by: sortBy(sort.by, known), descending: sort.descending },
    columns: columns.map((text, i) => measure(text, `columns[${i}]`, known, [])),
  }
}

/** Stored names that a request may speak of: what runs have, and what any evaluation gives. */
export function knownMeasures({ measures }: ReadableStore): string[] {
  return [...new Set([...headlineNames, ...measures.names()])]
}

function sortBy(text: string, known: readonly string[]): Sort['by'] {
  const field = sortFields.find((name) => name === text)
  return field ?? measure(text, 'sort', known, sortFields)
}

function measure(
  text: string,
  place: string,
  known: readonly string[],
  others: readonly SortField[],
): Measure {
  const found = parseMeasure(text)
  // A column of a saved view may name what no run has any more: it is empty, not wrong.
  if (found && (others.length === 0 || known.includes(storedName(found)))) return found
  const names = [...others, ...known]
  const near = nearestName(text, names)
  const hint = near
    ? `did you mean ${near}?`
    : `one of ${names.slice(0, 20).join(', ')} belongs here`
  throw refusal(place, `"${text}" is no number that a run has; ${hint}`)
}

function refusal(place: string, message: string): CuspError {
  return new CuspError('input.invalid', `${place}: ${message}`, { place })
}
