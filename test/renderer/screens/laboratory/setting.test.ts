// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attackPlanSchema } from '#threat'
import {
  attackKinds,
  inNorm,
  ofKind,
  planOf,
  startForm,
  type AttackName,
} from '../../../../src-renderer/screens/laboratory/attacks.ts'
import {
  formatSetting,
  parseSetting,
  startSetting,
} from '../../../../src-renderer/screens/laboratory/setting.ts'

const names = Object.keys(attackKinds) as AttackName[]
const forms = fc
  .record({
    attack: fc.constantFrom(...names),
    norm: fc.constantFrom('linf' as const, 'l2' as const, 'l1' as const),
    epsilon: fc.double({ min: 0, max: 0.5, noNaN: true }),
    steps: fc.integer({ min: 1, max: 100 }),
    restarts: fc.integer({ min: 1, max: 10 }),
    rotation: fc.integer({ min: 0, max: 180 }),
  })
  .map(({ attack, norm, ...values }) => {
    const form = ofKind({ ...startForm, ...values }, attack)
    const norms: readonly string[] = attackKinds[attack].norms
    return norms.includes(norm) ? inNorm(form, norm) : form
  })
const settings = fc
  .record({
    run: fc.option(fc.string({ minLength: 1, maxLength: 12 })),
    step: fc.option(fc.nat(10_000)),
    image: fc.option(fc.nat(70_000)),
    label: fc.option(fc.nat(9)),
    outcome: fc.constantFrom('all' as const, 'right' as const, 'wrong' as const),
    // Zero has one sign in an address.
    angle: fc.double({ min: -180, max: 180, noNaN: true }).map((angle) => angle + 0),
    dx: fc.integer({ min: -7, max: 7 }),
    dy: fc.integer({ min: -7, max: 7 }),
    seed: fc.nat(100),
    times: fc.constantFrom(1, 3, 10, 30),
    count: fc.constantFrom(16, 64, 512),
    form: forms,
  })
  .map((changed) => ({ ...startSetting, ...changed }))

describe('screens/laboratory/setting', () => {
  it('reads back from an address what it shows', () => {
    fc.assert(
      fc.property(settings, (setting) => {
        const read = parseSetting(formatSetting(setting))
        expect({ ...read, form: undefined }).toEqual({ ...setting, form: undefined })
        // Settings that an attack does not have are not worth an address.
        expect(planOf(read.form)).toEqual(planOf(setting.form))
      }),
    )
  })

  it('is an empty address where nothing was changed', () => {
    expect(formatSetting(startSetting)).toBe('')
    expect(parseSetting('')).toEqual(startSetting)
  })

  it('takes what makes no sense in an address as not said', () => {
    const query =
      'angle=400&dx=NaN&image=1.5&times=0&count=9999&outcome=odd&attack=nuke&norm=l7&steps=-2&epsilon=x'
    expect(parseSetting(query)).toEqual(startSetting)
  })
})

describe('screens/laboratory/attacks', () => {
  it('makes a sound plan of every form', () => {
    fc.assert(
      fc.property(forms, (form) => {
        const plan = planOf(form)
        expect(attackPlanSchema.parse(plan)).toEqual(plan)
        expect(plan.attack).toBe(form.attack)
      }),
    )
  })

  it('keeps what two attacks share, in a norm that the other has', () => {
    const l1 = inNorm({ ...startForm, steps: 33 }, 'l1')
    expect(ofKind(l1, 'fgsm')).toMatchObject({ norm: 'linf', epsilon: startForm.epsilon })
    expect(ofKind(l1, 'apgd-ce')).toMatchObject({ norm: 'l1', epsilon: l1.epsilon, steps: 33 })
  })
})
