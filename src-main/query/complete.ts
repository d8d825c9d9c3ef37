import { fieldNames, fields, flagNames, flags, numberFieldNames, numberFields } from './fields.ts'
import type { FieldName } from './fields.ts'
import { quoteWord } from './format.ts'
import { formatMeasure, measureOf, parseMeasure } from './measure.ts'
import { comparators } from './query.ts'

/** What the runs of a folder have, to complete with. */
export interface Vocabulary {
  /** Stored names of measures. */
  readonly measures: readonly string[]
  /** Values of text fields, as far as they are few enough to list. */
  readonly values: Readonly<Partial<Record<FieldName, readonly string[]>>>
}

export interface Completion {
  readonly text: string
  /** What it is, in a few words. */
  readonly hint: string
}

/** What may stand where the cursor is: it replaces the text from `from` up to the cursor. */
export interface Completions {
  readonly from: number
  readonly options: readonly Completion[]
}

const most = 12

/** Completes a query at a cursor. */
export function completeQuery(text: string, cursor: number, vocabulary: Vocabulary): Completions {
  const before = text.slice(0, cursor)
  const typed = /[^\s()]*$/.exec(before)?.[0] ?? ''
  const from = cursor - typed.length
  const valued = /^-?([A-Za-z]+):(?:.*,)?("?[^,]*)$/.exec(typed)
  if (valued) return { from: cursor - valued[2].length, options: values(valued, vocabulary) }
  if (typed === '' && endsWithQuantity(before)) {
    const options = comparators.map((op) => ({ text: `${op} `, hint: 'compares' }))
    return { from, options }
  }
  const negated = typed.startsWith('-') ? 1 : 0
  const start = typed.slice(negated)
  return { from: from + negated, options: openers(start, before.slice(0, from), vocabulary) }
}

function values([, field, start]: readonly string[], { values: known }: Vocabulary): Completion[] {
  const name = field.toLowerCase()
  const all = name === 'is' ? flagNames : (known[name as FieldName] ?? [])
  const hint = (value: string) => (name === 'is' ? flags[value as keyof typeof flags] : name)
  return matching(all, start.replace(/^"/, '')).map((value) => ({
    text: `${quoteWord(value)} `,
    hint: hint(value),
  }))
}

function openers(start: string, before: string, { measures }: Vocabulary): Completion[] {
  const numbers = measures.map((stored) => formatMeasure(measureOf(stored)))
  const said: Completion[] = [
    ...matching(fieldNames, start).map((name) => ({ text: `${name}:`, hint: fields[name] })),
    ...matching(['is'], start).map((name) => ({ text: `${name}:`, hint: flagNames.join(', ') })),
    ...matching(numbers, start).map((name) => ({ text: `${name} `, hint: 'a number of a run' })),
    ...matching(numberFieldNames, start)
      .filter((name) => name !== 'seed')
      .map((name) => ({ text: `${name} `, hint: numberFields[name] })),
  ]
  const joins = before.trim() === '' ? ['not'] : ['and', 'or', 'not']
  const keywords = matching(joins, start).map((text) => ({ text: `${text} `, hint: 'joins' }))
  return (start === '' ? said : [...said, ...keywords]).slice(0, most)
}

/** Those that begin with the text first, then those that hold it; upper and lower case are alike. */
function matching<Text extends string>(all: readonly Text[], start: string): Text[] {
  const sought = start.toLowerCase()
  const begin = all.filter((one) => one.toLowerCase().startsWith(sought))
  const hold = all.filter((one) => !begin.includes(one) && one.toLowerCase().includes(sought))
  return [...begin, ...hold].slice(0, most)
}

function endsWithQuantity(before: string): boolean {
  const last = /(\S+)\s+$/.exec(before)?.[1] ?? ''
  if (numberFieldNames.some((name) => name === last)) return true
  return /^[A-Za-z]/.test(last) && /[@.]/.test(last) && parseMeasure(last) !== undefined
}
