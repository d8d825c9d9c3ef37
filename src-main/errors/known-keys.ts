import type { z } from 'zod'
import { valueAt, type Path } from './path.ts'

/** The parts of zod's own description of a schema that are walked here. */
interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, Node>>
  readonly innerType?: Node
  /** Of a schema whose values become others, what is written. */
  readonly in?: Node
  readonly element?: Node
  readonly valueType?: Node
  readonly keyType?: { readonly options?: readonly string[] }
  readonly options?: readonly Node[]
  readonly discriminator?: string
  readonly values?: readonly unknown[]
  /** Of an enum, its values by their names. */
  readonly entries?: Readonly<Record<string, unknown>>
}
interface Node {
  readonly _zod: { readonly def: Definition }
}

/** Names of the fields a schema takes at `path` of `document`, for "did you mean". */
export function knownKeys(schema: z.ZodType, document: unknown, path: Path): string[] {
  let nodes = alternatives(schema, document)
  path.forEach((key, depth) => {
    const value = valueAt(document, path.slice(0, depth + 1))
    nodes = nodes.flatMap((node) => childrenOf(node, key)).flatMap((n) => alternatives(n, value))
  })
  return [...new Set(nodes.flatMap(keysOf))]
}

/** What is written, without defaults and unions: of a discriminated union, only what the value chose. */
function alternatives(node: Node, value: unknown): Node[] {
  const { innerType, in: written, options, discriminator } = node._zod.def
  const inner = innerType ?? written
  if (inner) return alternatives(inner, value)
  if (!options || node._zod.def.type !== 'union') return [node]
  const all = options.flatMap((option) => alternatives(option, value))
  if (discriminator === undefined) return all
  const chosen = valueAt(value, [discriminator])
  return all.filter((option) => {
    const { values, entries = {} } = option._zod.def.shape?.[discriminator]._zod.def ?? {}
    return (values ?? Object.values(entries)).includes(chosen)
  })
}

function childrenOf(node: Node, key: PropertyKey): Node[] {
  const { shape, element, valueType } = node._zod.def
  const child = shape?.[String(key)] ?? element ?? valueType
  return child ? [child] : []
}

function keysOf(node: Node): readonly string[] {
  const { shape, keyType } = node._zod.def
  return shape ? Object.keys(shape) : (keyType?.options ?? [])
}
