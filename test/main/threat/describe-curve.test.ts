import { describe, expect, it } from 'vitest'
import { attackPlanSchema, describeCurve } from '#threat'

const pgd = attackPlanSchema.parse({ attack: 'pgd', epsilon: 0.1, steps: 20 })
const moved = attackPlanSchema.parse({ attack: 'spatial-random', rotation: 45, translation: 2 })

describe('threat/describe, curves', () => {
  it('gives the swept setting as a range that ends at its largest value', () => {
    const values = [0.05, 0.2, 0.1]
    expect(describeCurve({ over: 'epsilon', values, plan: pgd })).toBe('PGD-20 L∞, ε up to 0.2')
  })

  it('leaves the settings that stay as they are', () => {
    expect(describeCurve({ over: 'rotation', values: [15, 90], plan: moved })).toBe(
      'up to ±90°, ±2 px, one random draw',
    )
    expect(describeCurve({ over: 'translation', values: [1, 4], plan: moved })).toBe(
      '±45°, up to ±4 px, one random draw',
    )
  })
})
