// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { boxOf, hitKey, keysInside, sameKey } from '../../../src-renderer/timeline/hit.ts'

const keys = [
  { lane: 'epsilon', index: 0, x: 10, y: 10 },
  { lane: 'epsilon', index: 1, x: 14, y: 10 },
  { lane: 'rotation', index: 0, x: 10, y: 80 },
] as const

describe('timeline/hit', () => {
  it('finds the nearest key within reach', () => {
    expect(hitKey(keys, { x: 11, y: 10 }, 8)).toBe(keys[0])
    expect(hitKey(keys, { x: 13.5, y: 10 }, 8)).toBe(keys[1])
    expect(hitKey(keys, { x: 40, y: 40 }, 8)).toBeUndefined()
  })

  it('prefers the key drawn on top where two are equally near', () => {
    expect(hitKey(keys, { x: 12, y: 10 }, 8)).toBe(keys[1])
  })

  it('spans a box from any two corners', () => {
    expect(boxOf({ x: 9, y: 1 }, { x: 2, y: 5 })).toEqual({ left: 2, right: 9, top: 1, bottom: 5 })
  })

  it('collects keys of several lanes inside a box', () => {
    const inside = keysInside(keys, boxOf({ x: 0, y: 0 }, { x: 12, y: 100 }))
    expect(inside).toEqual([keys[0], keys[2]])
  })

  it('tells keys apart by lane and index', () => {
    expect(sameKey(keys[0], { lane: 'epsilon', index: 0 })).toBe(true)
    expect(sameKey(keys[0], keys[2])).toBe(false)
    expect(sameKey(undefined, keys[2])).toBe(false)
  })
})
