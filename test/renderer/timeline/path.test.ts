// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { areaPath, linePath } from '../../../src-renderer/timeline/path.ts'

const points = [
  { x: 0, y: 10 },
  { x: 5.123456, y: 2 },
]

describe('timeline/path', () => {
  it('joins points by straight lines, to hundredths of a pixel', () => {
    expect(linePath(points)).toBe('M0 10L5.12 2')
  })

  it('closes the area along the floor', () => {
    expect(areaPath(points, 20)).toBe('M0 10L5.12 2L5.12 20L0 20Z')
  })

  it('draws nothing from nothing', () => {
    expect(linePath([])).toBe('')
    expect(areaPath([], 20)).toBe('')
  })
})
