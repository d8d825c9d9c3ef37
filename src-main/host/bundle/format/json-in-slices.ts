import { mostDepth } from './limits.ts'
import { malformed } from './refusal.ts'

/** Values between two places to pause: a few milliseconds. */
const stride = 20_000

const forbidden: readonly string[] = ['__proto__', 'constructor', 'prototype']

/**
 * What `parse` reads, of a text so long that reading it at once would keep everybody waiting: 1,000,000
 * rows of metrics are 3,000,000 numbers. It pauses every so many values.
 * @throws CuspError `bundle.malformed`, naming the place.
 */
export function* parseInSlices(text: string, place: string): Generator<void, unknown> {
  const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
  let [at, done] = [0, 0]

  const wrong = () => malformed(place, `is not JSON (at character ${at})`)

  /** Past white space; the sign that comes next. */
  function next(): string {
    for (;;) {
      const sign = text.charAt(at)
      if (sign !== ' ' && sign !== '\n' && sign !== '\r' && sign !== '\t') return sign
      at++
    }
  }

  function take(sign: string): void {
    if (next() !== sign) throw wrong()
    at++
  }

  function plain(): unknown {
    number.lastIndex = at
    const found = number.exec(text)
    if (found) {
      at = number.lastIndex
      return Number(found[0])
    }
    for (const [word, meaning] of words) {
      if (!text.startsWith(word, at)) continue
      at += word.length
      return meaning
    }
    throw wrong()
  }

  function string(): string {
    const from = at
    for (at++; ; at++) {
      at = text.indexOf('"', at)
      if (at < 0) {
        at = text.length
        throw wrong()
      }
      let back = at
      while (text.charAt(back - 1) === '\\') back--
      if ((at - back) % 2 === 0) break
    }
    at++
    try {
      return JSON.parse(text.slice(from, at)) as string
    } catch {
      throw wrong()
    }
  }

  function* value(depth: number): Generator<void, unknown> {
    if (++done % stride === 0) yield
    const sign = next()
    if (sign === '"') return string()
    if (sign !== '{' && sign !== '[') return plain()
    if (depth >= mostDepth) throw malformed(place, `is nested deeper than ${mostDepth} levels`)
    at++
    return sign === '{' ? yield* object(depth + 1) : yield* array(depth + 1)
  }

  function* array(depth: number): Generator<void, unknown[]> {
    const found: unknown[] = []
    if (next() === ']') {
      at++
      return found
    }
    for (;;) {
      const sign = next()
      // Numbers are what long documents are made of: no generator for each.
      if (sign === '"' || sign === '{' || sign === '[') found.push(yield* value(depth))
      else {
        if (++done % stride === 0) yield
        found.push(plain())
      }
      if (next() !== ',') break
      at++
    }
    take(']')
    return found
  }

  function* object(depth: number): Generator<void, Record<string, unknown>> {
    const found: Record<string, unknown> = {}
    if (next() === '}') {
      at++
      return found
    }
    for (;;) {
      if (next() !== '"') throw wrong()
      const key = string()
      if (forbidden.includes(key)) {
        throw malformed(place, `has a field "${key}", which belongs to no document`)
      }
      take(':')
      found[key] = yield* value(depth)
      if (next() !== ',') break
      at++
    }
    take('}')
    return found
  }

  const read = yield* value(0)
  if (next() !== '') throw wrong()
  return read
}

const words: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]
