// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { locate } from '../../../../src-renderer/screens/curriculum/locate.ts'

describe('screens/curriculum/locate', () => {
  it('finds a value by its path', () => {
    const small = '{\n  "a": [1, { "b": 2 }],\n  "c": { "b": 3 }\n}'
    expect(locate(small, 'a[1].b')).toEqual({ line: 2, column: 19 })
    expect(locate(small, 'c.b')).toEqual({ line: 3, column: 15 })
  })

  it('stays at the nearest value above a missing one', () => {
    expect(locate('{\n "a": { "b": 1 } }', 'a.missing')).toEqual({ line: 2, column: 7 })
    expect(locate('{}', 'a.b')).toBeUndefined()
  })

  it('is not led astray by brackets and colons inside texts', () => {
    expect(locate('{"a": "}]:,\\"{", "b": 1}', 'b')).toEqual({ line: 1, column: 23 })
  })
})
