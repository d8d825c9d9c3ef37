import { describe, expect, it } from 'vitest'
import {
  accessOf,
  ballOf,
  checkPlan,
  checkProtocol,
  climbsOf,
  craftedBy,
  describePlan,
  epsilonProblem,
  familyOf,
  gradientStepsOf,
  planKey,
  type AttackPlan,
} from '#threat'

const pgd = { attack: 'pgd', epsilon: 0.2, steps: 20 }
const transfer = {
  attack: 'transfer',
  from: { run: 'abc', weights: 'ab'.repeat(32) },
  epsilon: 0.2,
}

describe('threat/plan', () => {
  it('fills in defaults', () => {
    expect(checkPlan(pgd)).toEqual({
      ...pgd,
      norm: 'linf',
      stepSize: { relativeToEpsilon: 2.5 },
      randomStart: true,
      restarts: 1,
      climbs: 'label',
    })
  })

  it.each([
    [
      'an ε on the 0–255 scale',
      { ...pgd, epsilon: 8 },
      'epsilon: epsilon is 8: perturbations are measured in pixel scale [0, 1]; ' +
        'did you mean 8/255 = 0.0314?',
    ],
    [
      'an FGSM ε on the 0–255 scale',
      { attack: 'fgsm', epsilon: 16 },
      'epsilon: epsilon is 16: perturbations are measured in pixel scale [0, 1]; ' +
        'did you mean 16/255 = 0.0627?',
    ],
    [
      'an ε beyond any scale',
      { ...pgd, epsilon: 300 },
      'epsilon: epsilon is 300: perturbations are measured in pixel scale [0, 1]; ' +
        'at most 1 belongs here',
    ],
    ['a negative ε', { ...pgd, epsilon: -0.1 }, 'epsilon: is -0.1; at least 0 belongs here'],
    [
      'a step of 2 levels',
      { ...pgd, stepSize: { absolute: 2 } },
      'stepSize.absolute: absolute step size is 2: perturbations are measured in pixel scale ' +
        '[0, 1]; did you mean 2/255 = 0.00784?',
    ],
    [
      'a negative rotation',
      { attack: 'spatial-random', rotation: -30, translation: 0 },
      'rotation: rotation is -30: a rotation is a half-range of ± degrees; did you mean 30?',
    ],
    [
      'a rotation beyond half a turn',
      { attack: 'spatial-random', rotation: 270, translation: 0 },
      'rotation: rotation is 270: a rotation is a half-range of ± degrees; at most 180 belongs here',
    ],
    [
      'a negative translation',
      { attack: 'spatial-random', rotation: 0, translation: -2 },
      'translation: translation is -2: a translation is a half-range of ± px; did you mean 2?',
    ],
  ])('refuses %s with what would be right', (_, plan, sentence) => {
    expect(() => checkPlan(plan)).toThrowError(sentence)
  })

  it('takes an L2 radius beyond 1, for which the unit is another', () => {
    expect(checkPlan({ ...pgd, norm: 'l2', epsilon: 2 })).toMatchObject({ epsilon: 2 })
    expect(epsilonProblem(128, 'l2')).toMatch(/did you mean 128\/255 = 0\.502\?/)
  })

  it('has one key whatever the order of its fields', () => {
    const plan = checkPlan(pgd)
    const turned = Object.fromEntries(Object.entries(plan).reverse()) as AttackPlan
    expect(planKey(turned)).toBe(planKey(plan))
    expect(planKey({ ...plan, epsilon: 0.1 } as AttackPlan)).not.toBe(planKey(plan))
  })

  it('keeps the key that stored plans have', () => {
    expect(planKey(checkPlan(pgd))).toBe(
      '{"attack":"pgd","climbs":"label","epsilon":0.2,"norm":"linf","randomStart":true,' +
        '"restarts":1,"stepSize":{"relativeToEpsilon":2.5},"steps":20}',
    )
    expect(planKey(checkPlan({ attack: 'fgsm', epsilon: 0.1 }))).toBe(
      '{"attack":"fgsm","climbs":"label","epsilon":0.1,"norm":"linf"}',
    )
    expect(planKey(checkPlan({ attack: 'spatial-random', rotation: 30, translation: 2 }))).toBe(
      '{"attack":"spatial-random","climbs":"label","draws":1,"rotation":30,"translation":2}',
    )
    expect(planKey(checkPlan({ attack: 'autoattack', epsilon: 0.1 }))).toBe(
      '{"attack":"autoattack","epsilon":0.1,"norm":"linf","version":"standard"}',
    )
    expect(planKey(checkPlan({ attack: 'apgd-t', epsilon: 0.1 }))).toBe(
      '{"attack":"apgd-t","climbs":"label","epsilon":0.1,"norm":"linf","restarts":1,"steps":100,"targets":9}',
    )
    expect(planKey(checkPlan({ attack: 'square', epsilon: 0.1 }))).toBe(
      '{"attack":"square","climbs":"label","epsilon":0.1,"norm":"linf","queries":5000,"restarts":1}',
    )
  })

  it('takes an attack of least distance with a radius and without', () => {
    expect(ballOf(checkPlan({ attack: 'deepfool' }))).toBeNull()
    expect(ballOf(checkPlan({ attack: 'deepfool', epsilon: 0.5 }))).toEqual({
      norm: 'l2',
      epsilon: 0.5,
    })
    expect(planKey(checkPlan({ attack: 'deepfool' }))).toBe(
      '{"attack":"deepfool","climbs":"label","norm":"l2","overshoot":0.02,"steps":50}',
    )
    expect(() => checkPlan({ attack: 'hop-skip-jump', norm: 'linf', epsilon: 8 })).toThrowError(
      'did you mean 8/255',
    )
  })

  it('says how many gradient steps an attack takes', () => {
    const steps = (given: unknown) => gradientStepsOf(checkPlan(given))
    expect(steps({ ...pgd, steps: 7 })).toBe(7)
    expect(steps({ attack: 'fgsm', epsilon: 0.1 })).toBe(1)
    expect(steps({ attack: 'square', epsilon: 0.1 })).toBe(0)
  })

  it('says what an attack knows and whose loss it climbs', () => {
    const facts = (given: unknown) => {
      const plan = checkPlan(given)
      return [accessOf(plan), climbsOf(plan)]
    }
    expect(facts(pgd)).toEqual(['white-box', 'label'])
    expect(facts({ ...pgd, climbs: 'prediction' })).toEqual(['white-box', 'prediction'])
    expect(facts({ attack: 'square', epsilon: 0.1 })).toEqual(['black-box', 'label'])
    expect(facts({ attack: 'autoattack', epsilon: 0.1 })).toEqual([null, 'label'])
    expect(facts({ attack: 'clean' })).toEqual([null, null])
    expect(facts(transfer)).toEqual(['black-box', 'label'])
  })

  it('names one transform, to be given to every image', () => {
    const fixed = (given: object) => checkPlan({ attack: 'spatial-fixed', ...given })
    expect(describePlan(fixed({ angle: -45, dx: 2, dy: -3 }))).toBe(
      'turned by −45°, shifted 2 px right, 3 px up',
    )
    expect(describePlan(fixed({ angle: 90 }))).toBe('turned by 90°')
    expect(describePlan(fixed({ angle: 0, dx: -0.5, dy: 1 }))).toBe(
      'shifted 0.5 px left, 1 px down',
    )
    expect(describePlan(fixed({ angle: 0 }))).toBe('no transform')
    const plan = fixed({ angle: 90 })
    expect(planKey(plan)).toBe('{"angle":90,"attack":"spatial-fixed","dx":0,"dy":0}')
    expect([familyOf(plan), accessOf(plan), climbsOf(plan)]).toEqual(['spatial', null, null])
    expect(() => fixed({ angle: 270 })).toThrow(/angle/)
  })

  it('names the network that a transfer is crafted on, by run and weights', () => {
    const plan = checkPlan(transfer)
    expect(describePlan(plan)).toBe('PGD-40 L∞, ε = 0.2, crafted on run abc')
    expect(familyOf(plan)).toBe('adversarial')
    expect(ballOf(plan)).toEqual({ norm: 'linf', epsilon: 0.2 })
    if (plan.attack === 'transfer')
      expect(craftedBy(plan)).toEqual(checkPlan({ ...pgd, steps: 40 }))
    const unnamed = { ...transfer, from: { run: 'abc', weights: 'newest' } }
    expect(() => checkPlan(unnamed)).toThrow(/from\.weights.*64 hex digits/)
  })

  it('measures one axis of the trade-off', () => {
    expect(familyOf(checkPlan(pgd))).toBe('adversarial')
    expect(familyOf({ attack: 'clean' })).toBe('clean')
    const moved = { rotation: 30, translation: 2, steps: 5 }
    expect(familyOf(checkPlan({ attack: 'spatial-first-order', ...moved }))).toBe('spatial')
    const both = { attack: 'combined', order: 'spatial-then-adversarial', epsilon: 0.1, ...moved }
    expect(familyOf(checkPlan(both))).toBe('combined')
    // What it returns lies in no ball around the clean image.
    expect(ballOf(checkPlan(both))).toBeNull()
    expect(planKey(checkPlan(both))).toBe(
      '{"attack":"combined","climbs":"label","draws":1,"epsilon":0.1,"norm":"linf",' +
        '"order":"spatial-then-adversarial","randomStart":true,"rotation":30,' +
        '"stepSize":{"relativeToEpsilon":2.5},"steps":5,"translation":2}',
    )
  })
})

describe('threat/protocol', () => {
  const protocol = { version: 1, name: 'p', subset: { count: 10 }, plans: [] }

  it('refuses a curve through a value its plan does not take', () => {
    const curves = [{ over: 'epsilon', values: [0.1, 8], plan: pgd }]
    expect(() => checkProtocol({ ...protocol, curves })).toThrowError(
      /^curves\[0\]\.values\[1\]: epsilon is 8: .* did you mean 8\/255/,
    )
  })

  it('refuses a curve over a setting its plan does not have', () => {
    const curves = [{ over: 'rotation', values: [10], plan: pgd }]
    expect(() => checkProtocol({ ...protocol, curves })).toThrowError(
      'curves[0].over: is "rotation", which pgd does not have',
    )
  })
})
