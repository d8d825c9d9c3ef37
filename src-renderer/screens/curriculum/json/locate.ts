import type { JsonNode, TextRange } from './json-text.ts'

/** A place in a text, both counted from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

/** Line and column of an offset. */
export function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

/** Keys and indices of a path as problems write it: `curriculum.lanes.epsilon[1].value`. */
export function parsePath(path: string): readonly string[] {
  return path.split(/[.[\]]+/).filter((part) => part !== '')
}

/** A value found by a path, with the name it goes by where it is a field. */
interface Found {
  readonly node: JsonNode
  readonly name: TextRange | undefined
  /** Whether the whole path led there; else the next step is missing. */
  readonly isWhole: boolean
}

/**
 * What to mark for the value at `path`: the value itself; where it or a part of the path is missing, or it
 * runs over several lines, the name of what stands there, which says more than a block of text.
 * @param field a field of that value which should not be there: then its name is marked.
 */
export function rangeOf(text: string, root: JsonNode, path: string, field?: string): TextRange {
  const { node, name, isWhole } = find(root, parsePath(path))
  const extra = isWhole && field !== undefined ? node.fields?.get(field) : undefined
  if (extra) return extra.name
  const isOnOneLine = !text.slice(node.from, node.to).includes('\n')
  if (isWhole && field === undefined && isOnOneLine) return node
  return name ?? { from: node.from, to: node.from + 1 }
}

function find(root: JsonNode, path: readonly string[]): Found {
  let found: Found = { node: root, name: undefined, isWhole: true }
  for (const step of path) {
    const field = found.node.fields?.get(step)
    const part = field?.value ?? found.node.parts?.[Number(step)]
    if (!part) return { ...found, isWhole: false }
    found = { node: part, name: field?.name ?? found.name, isWhole: true }
  }
  return found
}
