/** Columns a list or an object may take on one line. */
const lineWidth = 92

/** A document as indented JSON; what fits on a line, such as a keyframe, stays on one. */
export function formatJson(value: unknown, indent = ''): string {
  const flat = flatten(value)
  if (typeof value !== 'object' || value === null) return flat
  const isRoot = indent === ''
  if (!isRoot && indent.length + flat.length <= lineWidth) return flat
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    return bracket(
      '[',
      value.map((part) => inner + formatJson(part, inner)),
      ']',
      indent,
    )
  }
  const fields = Object.entries(value).filter(([, part]) => part !== undefined)
  const lines = fields.map(
    ([key, part]) => `${inner}${JSON.stringify(key)}: ${formatJson(part, inner)}`,
  )
  return bracket('{', lines, '}', indent)
}

function bracket(open: string, lines: readonly string[], close: string, indent: string): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`
}

function flatten(value: unknown): string {
  if (Array.isArray(value)) return value.length ? `[${value.map(flatten).join(', ')}]` : '[]'
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(([, part]) => part !== undefined)
  if (fields.length === 0) return '{}'
  return `{ ${fields.map(([key, part]) => `${JSON.stringify(key)}: ${flatten(part)}`).join(', ')} }`
}
