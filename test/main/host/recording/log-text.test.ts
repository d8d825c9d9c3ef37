import { describe, expect, it } from 'vitest'
import { attackPlanSchema } from '#threat'
import { logText } from '../../../../src-main/host/recording/log-text.ts'

describe('host/recording/log-text', () => {
  it('calls a plan that was evaluated as the results call it', () => {
    const plan = attackPlanSchema.parse({
      ...{ attack: 'pgd', norm: 'linf', epsilon: 0.1, steps: 8 },
      stepSize: { relativeToEpsilon: 2.5 },
    })
    expect(logText({ kind: 'planEvaluated', step: 60, position: 1, plan })).toBe(
      'Evaluated, plan 2: PGD-8 L∞, ε = 0.1.',
    )
  })
})
