import { describe, expect, it } from 'vitest'
import { generator } from '#random'
import { roughness } from '../../../../../src-main/engine/attack/displacement/roughness.ts'

describe('engine/attack/displacement/roughness', () => {
  it('is next to nothing for a flow alike everywhere', () => {
    const still = roughness(new Float64Array(24).fill(0.7), 3, 4)
    expect(still.value).toBeCloseTo(2 * 17 * 1e-4, 10)
    expect([...still.gradient]).toEqual(new Array(24).fill(0))
  })

  it('counts each pair of neighbours twice', () => {
    // One pixel of a 3 × 3 flow, the middle, goes by (3, 4): 5 px from each of its four neighbours.
    const field = new Float64Array(18)
    field[8] = 3
    field[9] = 4
    expect(roughness(field, 3, 3).value).toBeCloseTo(2 * 4 * 5 + 2 * 8 * 1e-4, 6)
  })

  it('has the gradient of its value', () => {
    const random = generator(['flow'])
    const field = Float64Array.from({ length: 24 }, () => random.normal())
    const { gradient } = roughness(field, 4, 3)
    gradient.forEach((value, i) => {
      const bent = (by: number) => roughness(field.with(i, field[i] + by), 4, 3).value
      expect(value).toBeCloseTo((bent(1e-5) - bent(-1e-5)) / 2e-5, 4)
    })
  })
})
