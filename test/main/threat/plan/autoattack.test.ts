import { describe, expect, it } from 'vitest'
import { checkPlan, classesProblem, describePlan, familyOf, partsOfAutoattack } from '#threat'

const named = { attack: 'autoattack', epsilon: 0.1 } as const
const partsOf = (given: object): string[] => {
  const plan = checkPlan({ ...named, ...given })
  return plan.attack === 'autoattack' ? partsOfAutoattack(plan).map(describePlan) : []
}

describe('threat/plan/autoattack', () => {
  it('standard is APGD-CE, APGD-T, FAB-T and Square, as published', () => {
    expect(partsOf({})).toEqual([
      'APGD-CE-100 L∞, ε = 0.1',
      'APGD-T-100 L∞, ε = 0.1, 9 classes',
      'FAB-T-100 L∞, ε = 0.1, 9 classes',
      'Square-5000 L∞, ε = 0.1',
    ])
  })

  it('standard in L1 restarts five times and aims at five classes', () => {
    expect(partsOf({ norm: 'l1' })).toEqual([
      'APGD-CE-100 L1, ε = 0.1, 5 restarts',
      'APGD-T-100 L1, ε = 0.1, 5 classes',
      'FAB-T-100 L1, ε = 0.1, 9 classes',
      'Square-5000 L1, ε = 0.1',
    ])
  })

  it('plus restarts three attacks five times and adds the untargeted ones', () => {
    expect(partsOf({ norm: 'l2', version: 'plus' })).toEqual([
      'APGD-CE-100 L2, ε = 0.1, 5 restarts',
      'APGD-DLR-100 L2, ε = 0.1, 5 restarts',
      'FAB-100 L2, ε = 0.1, 5 restarts',
      'Square-5000 L2, ε = 0.1',
      'APGD-T-100 L2, ε = 0.1, 9 classes',
      'FAB-T-100 L2, ε = 0.1, 9 classes',
    ])
  })

  it('rand is APGD on two losses', () => {
    expect(partsOf({ version: 'rand' })).toEqual([
      'APGD-CE-100 L∞, ε = 0.1',
      'APGD-DLR-100 L∞, ε = 0.1',
    ])
  })

  it('parts are plans with nothing left out', () => {
    const plan = checkPlan({ ...named, version: 'plus' })
    if (plan.attack !== 'autoattack') throw new Error('the plan has changed')
    for (const part of partsOfAutoattack(plan)) expect(checkPlan(part)).toEqual(part)
  })

  it.each([
    [{ steps: 50 }, 'steps'],
    [{ queries: 1000 }, 'queries'],
    [{ restarts: 2 }, 'restarts'],
    [{ climbs: 'prediction' }, 'climbs'],
    [{ version: 'custom' }, 'version'],
    [{ norm: 'l1', version: 'plus' }, 'version: is "plus", which AutoAttack does not define in l1'],
  ])('refuses the name for anything else: %o', (given, sentence) => {
    expect(() => checkPlan({ ...named, ...given })).toThrowError(sentence)
  })

  it('is one attack of the adversarial family', () => {
    expect(familyOf(checkPlan(named))).toBe('adversarial')
    expect(describePlan(checkPlan({ ...named, epsilon: 8 / 255 }))).toBe(
      'AutoAttack standard L∞, ε = 8/255',
    )
  })
})

describe('threat/plan/classes', () => {
  it.each([
    [{ attack: 'apgd-dlr', epsilon: 0.1 }, 3],
    [{ attack: 'apgd-t', epsilon: 0.1 }, 4],
    [named, 4],
    [{ ...named, version: 'rand' }, 3],
    [{ attack: 'fab-t', epsilon: 0.1 }, 2],
    [{ attack: 'square', epsilon: 0.1 }, 2],
  ])('%o needs %i classes', (given, fewest) => {
    const plan = checkPlan(given)
    expect(classesProblem(plan, fewest)).toBeUndefined()
    if (fewest === 2) return
    expect(classesProblem(plan, fewest - 1)).toBe(
      `${plan.attack} needs ${fewest} or more classes, and there are ${fewest - 1}; ` +
        'pgd, apgd-ce, fab and square run on any number',
    )
  })
})
