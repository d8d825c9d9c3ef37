import { nearestName } from '#errors'
import { fieldNames, flagNames, numberFieldNames } from './fields.ts'
import { parseMeasure, storedName } from './measure.ts'
import type { Quantity, Query, QueryProblem } from './query.ts'
import { tokensOf, Unparsable, type Token } from './tokens.ts'
import { parseValue, valueWords } from './values.ts'

export type Parsed =
  | { readonly query: Query; readonly problem?: never }
  | { readonly problem: QueryProblem; readonly query?: never }

/**
 * Reads a query: conditions joined by `and` (or nothing), `or`, `not` (or `-`) and brackets; of
 * these `not` binds closest and `or` least.
 * @param measures names that runs of this folder have; others are then a problem.
 */
export function parseQuery(text: string, measures?: readonly string[]): Parsed {
  try {
    const reader = new Reader(text, tokensOf(text), measures)
    return { query: reader.whole() }
  } catch (error) {
    if (error instanceof Unparsable) return { problem: error.problem }
    throw error
  }
}

class Reader {
  #at = 0
  readonly #text: string
  readonly #tokens: readonly Token[]
  readonly #measures: readonly string[] | undefined

  constructor(text: string, tokens: readonly Token[], measures: readonly string[] | undefined) {
    this.#text = text
    this.#tokens = tokens
    this.#measures = measures
  }

  whole(): Query {
    if (this.#tokens.length === 0) return { is: 'all' }
    const query = this.#either()
    const rest = this.#next()
    if (rest) throw this.#unexpected(rest)
    return query
  }

  #either(): Query {
    const parts = [this.#all()]
    while (this.#takeKeyword('or')) parts.push(this.#all())
    return parts.length === 1 ? parts[0] : { is: 'or', of: parts }
  }

  #all(): Query {
    const parts = [this.#one()]
    for (;;) {
      const said = this.#takeKeyword('and')
      const next = this.#next()
      const ends = !next || next.kind === 'close' || this.#isKeyword(next, 'or')
      if (!said && ends) break
      parts.push(this.#one())
    }
    return parts.length === 1 ? parts[0] : { is: 'and', of: parts }
  }

  #one(): Query {
    const token = this.#take()
    if (!token) throw this.#missing('a condition belongs here, as adv > 0.4 or tag:ablation')
    if (token.kind === 'minus' || this.#isKeyword(token, 'not')) {
      return { is: 'not', of: this.#one() }
    }
    if (token.kind === 'open') {
      const inner = this.#either()
      const close = this.#take()
      if (close?.kind !== 'close') {
        throw new Unparsable(token.from, token.to, 'this bracket is not closed')
      }
      return inner
    }
    if (token.kind !== 'word') throw this.#unexpected(token)
    return this.#condition(token)
  }

  #condition(token: Extract<Token, { kind: 'word' }>): Query {
    const next = this.#next()
    if (!token.quoted && next?.kind === 'colon' && next.from === token.to) {
      this.#at++
      return this.#named(token)
    }
    if (!token.quoted && next?.kind === 'compare') return this.#comparison(token)
    if (!token.quoted && /^(and|or)$/i.test(token.text)) throw this.#unexpected(token)
    return { is: 'word', text: token.text }
  }

  #named(token: Extract<Token, { kind: 'word' }>): Query {
    const patterns = this.#patterns(token)
    const path = this.#path(token)
    if (path !== undefined) return { is: 'setting', path, patterns }
    const name = token.text.toLowerCase()
    if (name === 'is') return this.#flag(token, patterns)
    const field = fieldNames.find((known) => known === name)
    if (field) return { is: 'field', field, patterns }
    throw this.#unknown(token, 'field', fieldNames)
  }

  #flag(token: Token, patterns: readonly string[]): Query {
    const [first] = patterns
    const flag = flagNames.find((known) => known === first.toLowerCase())
    if (flag && patterns.length === 1) return { is: 'flag', flag }
    const end = this.#tokens[this.#at - 1].to
    throw new Unparsable(token.from, end, `after is: one of ${flagNames.join(', ')} belongs`)
  }

  #patterns(field: Token): string[] {
    const patterns: string[] = []
    do {
      const token = this.#next()
      const adjoins = patterns.length > 0 || token?.from === field.to + 1
      if (token?.kind !== 'word' || !adjoins) {
        const message = 'a value belongs after the colon; * stands for any'
        throw new Unparsable(field.from, field.to + 1, message)
      }
      this.#at++
      patterns.push(token.text)
    } while (this.#takeComma())
    return patterns
  }

  #comparison(token: Extract<Token, { kind: 'word' }>): Query {
    const left = this.#quantity(token)
    const compare = this.#take()
    if (compare?.kind !== 'compare') throw this.#missing('a comparison belongs here')
    const right = this.#take()
    if (right?.kind !== 'word') {
      throw new Unparsable(
        compare.from,
        compare.to,
        `after ${compare.op} ${valueWords(left)} belongs`,
      )
    }
    const value = parseValue(left, right.text)
    if (value === undefined) {
      const message = `"${right.text}" is not what ${token.text} is compared with: ${valueWords(left)}`
      throw new Unparsable(right.from, right.to, message)
    }
    return { is: 'compare', left, op: compare.op, value }
  }

  /** The path of a setting; undefined for what does not speak of one. */
  #path(token: Extract<Token, { kind: 'word' }>): string | undefined {
    const path = /^config\.(.*)$/.exec(token.text)?.[1]
    if (path === undefined || /^[\w-]+(?:\.[\w-]+|\[\d+\])*$/.test(path)) return path
    const message = `"${path}" is no path into a spec; as config.epochs or config.model.width`
    throw new Unparsable(token.from, token.to, message)
  }

  #quantity(token: Extract<Token, { kind: 'word' }>): Quantity {
    const path = this.#path(token)
    if (path !== undefined) return { of: 'setting', path }
    const field = numberFieldNames.find((known) => known === token.text.toLowerCase())
    if (field) return { of: 'run', field }
    const asText = fieldNames.find((known) => known === token.text.toLowerCase())
    if (asText && asText !== 'loss') {
      const message = `${asText} is a text: write ${asText}:value`
      throw new Unparsable(token.from, token.to, message)
    }
    const measure = parseMeasure(token.text)
    if (!measure) {
      const message = `"${token.text}" is no number of a run; as adv@8/255 or loss.best`
      throw new Unparsable(token.from, token.to, message)
    }
    const known = this.#measures
    if (known && !known.includes(storedName(measure)) && !known.includes(measure.name)) {
      throw this.#unknown(token, 'number', [...known, ...numberFieldNames])
    }
    return { of: 'measure', measure }
  }

  #unknown(token: Token, what: string, names: readonly string[]): Unparsable {
    const text = this.#text.slice(token.from, token.to)
    const near = nearestName(text, names)
    const hint = near
      ? `did you mean ${near}?`
      : `there are ${names.slice(0, 14).join(', ')}${names.length > 14 ? ', …' : ''}`
    return new Unparsable(token.from, token.to, `no run has a ${what} "${text}"; ${hint}`)
  }

  #unexpected(token: Token): Unparsable {
    const text = this.#text.slice(token.from, token.to)
    return new Unparsable(token.from, token.to, `"${text}" does not belong here`)
  }

  #missing(message: string): Unparsable {
    return new Unparsable(this.#text.length, this.#text.length, message)
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #take(): Token | undefined {
    return this.#tokens[this.#at++]
  }

  #takeComma(): boolean {
    const comma = this.#next()?.kind === 'comma'
    if (comma) this.#at++
    return comma
  }

  #isKeyword(token: Token | undefined, keyword: string): boolean {
    return token?.kind === 'word' && !token.quoted && token.text.toLowerCase() === keyword
  }

  #takeKeyword(keyword: string): boolean {
    const found = this.#isKeyword(this.#next(), keyword)
    if (found) this.#at++
    return found
  }
}
