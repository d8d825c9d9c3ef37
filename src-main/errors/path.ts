/** Steps from a document's root to a value. */
export type Path = readonly PropertyKey[]

/** A path as people write it: `curriculum.lanes.epsilon[1].value`; the root is the empty text. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

/** The value at a path, or undefined where it leads nowhere. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined
    return Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined
  }, document)
}

/** A value as a short piece of a sentence; long documents are cut. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'number') return String(value)
  const text = JSON.stringify(value)
  return text.length > 48 ? `${text.slice(0, 45)}…` : text
}
