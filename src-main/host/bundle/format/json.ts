import type { z } from 'zod'
import { parseDocument } from '#errors'
import { canonicalJson } from '#spec'
import { parseInSlices } from './json-in-slices.ts'
import { mostDepth } from './limits.ts'
import { malformed } from './refusal.ts'

/** Keys in alphabetical order: equal documents are equal bytes, wherever they have been. */
export function encode(document: unknown): Buffer {
  return Buffer.from(canonicalJson(document), 'utf8')
}

/**
 * JSON that nobody vouches for: no deeper than we write it, and without the names that would reach
 * an object's prototype.
 * @throws CuspError `bundle.malformed`, naming the place.
 */
export function decode(bytes: Uint8Array, place: string): unknown {
  return parse(textOf(bytes, place), place)
}

/** Bytes that are read at once: some milliseconds. */
const mostAtOnce = 500_000

/** The same, with pauses where it is long. */
export function* decodeInSlices(bytes: Uint8Array, place: string): Generator<void, unknown> {
  if (bytes.length <= mostAtOnce) return decode(bytes, place)
  return yield* parseInSlices(textOf(bytes, place), place)
}

function textOf(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw malformed(place, 'is not UTF-8', cause)
  }
}

export function parse(text: string, place: string): unknown {
  // Before it is parsed: what walks the document afterwards goes down one call a level.
  if (depthOf(text) > mostDepth) throw malformed(place, `is nested deeper than ${mostDepth} levels`)
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
        throw malformed(place, `has a field "${key}", which belongs to no document`)
      }
      return value
    })
  } catch (cause) {
    if (cause instanceof SyntaxError) throw malformed(place, `is not JSON (${cause.message})`)
    throw cause
  }
}

/** @throws CuspError `bundle.malformed`, naming the field. */
export function conform<Schema extends z.ZodType>(
  schema: Schema,
  document: unknown,
  place: string,
): z.infer<Schema> {
  return parseDocument(schema, document, { name: place, code: 'bundle.malformed' })
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0]
  let isString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isString) {
      if (code === 0x5c) at++
      else if (code === 0x22) isString = false
    } else if (code === 0x22) isString = true
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (code === 0x5d || code === 0x7d) depth--
  }
  return deepest
}
