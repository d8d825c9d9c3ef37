// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanJson } from '../../../../../src-renderer/screens/curriculum/json/json-text.ts'
import { placeAt, rangeOf } from '../../../../../src-renderer/screens/curriculum/json/locate.ts'

function marked(text: string, path: string, field?: string): string {
  const scanned = scanJson(text)
  if (!('node' in scanned)) throw new Error(scanned.fault.sentence)
  const { from, to } = rangeOf(text, scanned.node, path, field)
  return text.slice(from, to)
}

const small = '{\n  "a": [1, { "b": 2 }],\n  "c": { "b": 3,\n "d": {} }\n}'

describe('screens/curriculum/json/locate', () => {
  it('finds a value by its path, whatever the document and its layout', () => {
    const key = fc.stringMatching(/^[a-z_]{1,6}$/)
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.integer(),
        fc.string(),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(key, tie('node'), { maxKeys: 4 }),
      ),
    })).node
    fc.assert(
      fc.property(
        tree,
        fc.constantFrom(undefined, 2),
        fc.array(fc.nat(), { minLength: 8 }),
        (value, indent, choices) => {
          let at: unknown = value
          let path = ''
          let depth = 0
          while (typeof at === 'object' && at !== null && Object.keys(at).length > 0) {
            const entries = Object.entries<unknown>({ ...at })
            const choice = choices[depth++] ?? 0
            const [name, next] = entries[choice % entries.length] ?? ['', undefined]
            path += Array.isArray(at) ? `[${name}]` : path === '' ? name : `.${name}`
            at = next
          }
          // What is chosen last has nothing in it, so it is on one line.
          expect(JSON.parse(marked(JSON.stringify(value, null, indent), path))).toEqual(at)
        },
      ),
    )
  })

  it('marks the name of what lacks a value, and of what runs over lines', () => {
    expect(marked(small, 'c.missing')).toBe('"c"')
    expect(marked(small, 'a[1].missing.more')).toBe('"a"')
    expect(marked(small, 'c')).toBe('"c"')
    expect(marked(small, '')).toBe('{')
    expect(marked(small, 'missing')).toBe('{')
  })

  it('marks the name of a field that does not belong', () => {
    expect(marked(small, 'a[1]', 'b')).toBe('"b"')
    expect(marked(small, '', 'c')).toBe('"c"')
  })

  it('is not led astray by brackets and colons inside texts', () => {
    expect(marked('{"a": "}]:,\\"{", "b": 1}', 'b')).toBe('1')
  })

  it('counts lines and columns from 1', () => {
    expect(placeAt(small, 0)).toEqual({ line: 1, column: 1 })
    expect(placeAt(small, small.indexOf('1,'))).toEqual({ line: 2, column: 9 })
  })
})
