import type { RunSpec } from './run-spec.ts'
import { sha256 } from './sha256.ts'

/** JSON with the keys of every object in alphabetical order: equal documents, equal text. */
export function canonicalJson(document: unknown): string {
  return JSON.stringify(document, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

/** SHA-256 (hex) of a spec: two runs of one hash are repetitions. */
export function specHash(spec: RunSpec): string {
  return sha256(canonicalJson(spec))
}

/** SHA-256 (hex) of a spec without seed and name: runs of one key differ in chance alone. */
export function configKey(spec: RunSpec): string {
  const { seed: _seed, name: _name, ...config } = spec
  return sha256(canonicalJson(config))
}
