import { describe, expect, it } from 'vitest'
import { isDegenerate } from '#threat'

describe('threat/degenerate', () => {
  const ten = Array.from({ length: 100 }, (_, i) => i % 10)

  it('knows a constant predictor', () => {
    expect(
      isDegenerate(
        ten,
        ten.map(() => 3),
      ),
    ).toBe(true)
  })

  it('knows one that says one class 50 points too often', () => {
    expect(
      isDegenerate(
        ten,
        ten.map((label, i) => (i < 60 ? 1 : label)),
      ),
    ).toBe(true)
    expect(
      isDegenerate(
        ten,
        ten.map((label, i) => (i < 40 ? 1 : label)),
      ),
    ).toBe(false)
  })

  it('knows one that hardly uses a second class', () => {
    const rare = Array.from({ length: 100 }, (_, i) => (i < 60 ? 0 : i % 10))
    expect(
      isDegenerate(
        rare,
        rare.map((_, i) => (i < 95 ? 0 : 1)),
      ),
    ).toBe(true)
  })

  it('lets a right network pass, also on two classes and on uneven labels', () => {
    const two = ten.map((label) => label % 2)
    const uneven = ten.map((label) => (label === 9 ? 1 : 0))
    for (const right of [ten, two, uneven]) expect(isDegenerate(right, right)).toBe(false)
  })
})
