import { CuspError, show, type Path } from '#errors'
import { parseRunSpec } from './parse.ts'
import type { RunSpec } from './run-spec.ts'

/**
 * A spec, as written or with its defaults, with some fields set as `--set path=value` writes them: `seed=3`,
 * `curriculum.lanes.epsilon[1].value=0.2`, `name=first try`. A value is JSON where it reads as
 * JSON, else a text. What was left out stays so: a default that hangs on its neighbours follows them.
 * @throws CuspError `input.invalid` for what is not `path=value` or leads nowhere, `spec.invalid`
 *   where the new value does not belong.
 */
export function applyOverrides(
  spec: unknown,
  overrides: readonly string[],
  place?: string,
): RunSpec {
  const filled = parseRunSpec(spec, place)
  return overrides.length === 0 ? filled : withFields(spec, filled, overrides, place)
}

/** @param filled the same spec with its defaults, which it itself may have already. */
export function withFields(
  spec: unknown,
  filled: RunSpec,
  overrides: readonly string[],
  place?: string,
): RunSpec {
  const document: unknown = structuredClone(spec)
  for (const override of overrides) setIn(document, filled, override)
  return parseRunSpec(document, place)
}

function setIn(document: unknown, filled: unknown, override: string): void {
  const equals = override.indexOf('=')
  if (equals < 1) throw refusal(override, 'is not path=value, as seed=3')
  const path = parsePath(override.slice(0, equals), override)
  let parent = document
  let whole = filled
  for (const key of path.slice(0, -1)) {
    whole = fieldOf(whole, key)
    parent = childOf(parent, key, whole, override)
  }
  const last = path[path.length - 1]
  if (typeof parent !== 'object' || parent === null) throw leadsNowhere(parent, last, override)
  // Of a list only what is there can be set; an object may get a field, which the schema judges.
  if (Array.isArray(parent)) childOf(parent, last, undefined, override)
  const target = parent as Record<PropertyKey, unknown>
  target[last] = parseValue(override.slice(equals + 1))
}

const forbidden: readonly string[] = ['__proto__', 'constructor', 'prototype']

/** `a.b[1].c` as a, b, 1, c. */
function parsePath(text: string, override: string): Path {
  if (!/^[^.[\]]+(\.[^.[\]]+|\[\d+\])*$/.test(text)) {
    throw refusal(override, `has the path "${text}"; one like curriculum.lanes.epsilon[1].value`)
  }
  const keys = [...text.matchAll(/\[(\d+)\]|([^.[\]]+)/g)]
  return keys.map(([, index, name]) => {
    if (forbidden.includes(name)) throw refusal(override, `names "${name}", which is not a field`)
    return index === undefined ? name : Number(index)
  })
}

/** What a document has at a key; what the whole spec has there, where it left that out or has a name for it. */
function childOf(parent: unknown, key: PropertyKey, usual: unknown, override: string): unknown {
  const child = fieldOf(parent, key)
  if (typeof child === 'object' && child !== null) return child
  if (typeof parent !== 'object' || parent === null || (child ?? usual) === undefined)
    throw leadsNowhere(parent, key, override)
  return ((parent as Record<PropertyKey, unknown>)[key] = structuredClone(usual ?? child))
}

function fieldOf(value: unknown, key: PropertyKey): unknown {
  const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
  return isThere ? (value as Record<PropertyKey, unknown>)[key] : undefined
}

function leadsNowhere(parent: unknown, key: PropertyKey, override: string): CuspError {
  const there =
    typeof parent === 'object' && parent !== null
      ? `there are ${Object.keys(parent).join(', ')}`
      : `there is ${show(parent)}`
  return refusal(override, `leads nowhere at ${String(key)}: ${there}`)
}

function refusal(override: string, problem: string): CuspError {
  return new CuspError('input.invalid', `--set ${override}: ${problem}`, { place: '--set' })
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
