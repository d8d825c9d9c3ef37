import { beforeEach, describe, expect, it } from 'vitest'
import { Kept } from '../../../src-renderer/state/index.ts'

const asNumber = (stored: unknown) => (typeof stored === 'number' ? stored : undefined)

describe('state/kept', () => {
  beforeEach(() => localStorage.clear())

  it('is there after a reload', () => {
    new Kept('n', 1, asNumber).value = 5
    expect(new Kept('n', 1, asNumber).value).toBe(5)
  })

  it.each(['{', '"five"', 'null'])('starts anew where %s is stored', (text) => {
    localStorage.setItem('cusp.n', text)
    expect(new Kept('n', 1, asNumber).value).toBe(1)
  })

  it('works without a storage', () => {
    const kept = new Kept('n', 1, asNumber, null)
    kept.value = 2
    expect(kept.value).toBe(2)
  })
})
