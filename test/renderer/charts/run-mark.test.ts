// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { markOf } from '../../../src-renderer/charts/index.ts'

describe('charts/run-mark', () => {
  it('gives the first 32 runs marks of their own', () => {
    const marks = Array.from({ length: 32 }, (_, rank) => JSON.stringify(markOf(rank)))
    expect(new Set(marks).size).toBe(32)
  })

  it('gives neighbours different colours', () => {
    const colours = Array.from({ length: 20 }, (_, rank) => markOf(rank).colour)
    expect(colours.every((colour, i) => colour !== colours[i + 1])).toBe(true)
  })
})
