// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { freeName } from '../../../../src-renderer/screens/curriculum/starter.ts'

describe('screens/curriculum/starter', () => {
  it('finds a name that is free', () => {
    expect(freeName('New', [])).toBe('New')
    expect(freeName('New', ['New', 'New 2'])).toBe('New 3')
  })
})
