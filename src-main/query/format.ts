import { formatMeasure } from './measure.ts'
import type { Atom, Quantity, Query } from './query.ts'
import { formatValue } from './values.ts'

/** A query as text that `parseQuery` reads back. */
export function formatQuery(query: Query): string {
  switch (query.is) {
    case 'all':
      return ''
    case 'and':
      return query.of.map((part) => bracketed(part, ['or', 'and'])).join(' and ')
    case 'or':
      return query.of.map((part) => bracketed(part, ['or'])).join(' or ')
    case 'not':
      return `not ${bracketed(query.of, ['or', 'and'])}`
    default:
      return formatAtom(query)
  }
}

function bracketed(query: Query, kinds: readonly Query['is'][]): string {
  const text = formatQuery(query)
  return kinds.includes(query.is) ? `(${text})` : text
}

function formatAtom(atom: Atom): string {
  switch (atom.is) {
    case 'word':
      return quoteWord(atom.text)
    case 'flag':
      return `is:${atom.flag}`
    case 'field':
      return `${atom.field}:${atom.patterns.map(quoteWord).join(',')}`
    case 'setting':
      return `config.${atom.path}:${atom.patterns.map(quoteWord).join(',')}`
    case 'compare':
      return `${formatQuantity(atom.left)} ${atom.op} ${formatValue(atom.left, atom.value)}`
  }
}

/** What is compared, as it is written. */
export function formatQuantity(left: Quantity): string {
  if (left.of === 'run') return left.field
  return left.of === 'setting' ? `config.${left.path}` : formatMeasure(left.measure)
}

const special = /[\s()",:<>=!\\]|^$|^-|^(and|or|not)$/i

/** A word as it stands, or in quotes where it would be read as something else. */
export function quoteWord(text: string): string {
  return special.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text
}
