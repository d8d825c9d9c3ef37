import { describe, expect, it } from 'vitest'
import { createReferenceCompiler } from '#engine'
import { planKey } from '#threat'
import { errors, expectInside } from './attacks/attacks.ts'
import { attackCases } from './attacks/plans.ts'
import { attackedBatch, trustedOutcome } from './attacks/subject.ts'
import { describeSlopes } from './slopes.ts'

/** Plans whose images come from elsewhere: nothing is searched. */
const given = new Set(['clean', 'corruption', 'transfer'])

describe('conformance of reference', () => {
  describeSlopes(createReferenceCompiler, true)

  for (const { plan } of attackCases)
    it(`fools some, inside the radius, at ${planKey(plan)}`, async () => {
      const batch = await attackedBatch()
      const outcome = await trustedOutcome(plan)
      expectInside(plan, batch, outcome.perturbed)
      // The one it gets wrong from the start is no success.
      if (given.has(plan.attack)) expect(errors(outcome, batch)).toBe(1)
      else expect(errors(outcome, batch)).toBeGreaterThan(1)
    })
})
