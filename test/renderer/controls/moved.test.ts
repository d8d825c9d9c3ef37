// @vitest-environment node
import { expect, it } from 'vitest'
import { moved } from '../../../src-renderer/controls/moved.ts'

it('moves a key by one place and no farther than the ends', () => {
  expect(moved(['x', 'y', 'z'], 'y', -1)).toEqual(['y', 'x', 'z'])
  expect(moved(['x', 'y', 'z'], 'z', 1)).toEqual(['x', 'y', 'z'])
})
