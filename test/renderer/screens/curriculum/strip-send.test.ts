import { describe, expect, it } from 'vitest'
import { laneKinds, laneNames, type LaneName } from '#contract'
import { settingOf } from '../../../../src-renderer/screens/curriculum/strip-send.ts'
import { planOf } from '../../../../src-renderer/screens/laboratory/attacks.ts'
import { formatSetting, parseSetting } from '../../../../src-renderer/screens/laboratory/setting.ts'

const model = { run: 'r1', step: 40 }
const still = Object.fromEntries(laneNames.map((lane) => [lane, laneKinds[lane].otherwise]))
const settings = (change: Partial<Record<LaneName, number>>) =>
  ({ ...still, adversarialShare: 1, spatialShare: 1, ...change }) as Record<LaneName, number>
const attack = { norm: 'l2', stepSize: { relativeToEpsilon: 2 } } as const

describe('screens/curriculum/strip-send', () => {
  it.each([
    ['clean', {}],
    ['pgd', { epsilon: 0.5, attackSteps: 7 }],
    ['spatial-random', { rotation: 30 }],
    ['combined', { epsilon: 0.5, attackSteps: 7, rotation: 30, translation: 2 }],
    ['clean', { epsilon: 0.5, adversarialShare: 0 }],
    ['pgd', { epsilon: 0.5, rotation: 30, spatialShare: 0 }],
  ] as const)('is %s where the curriculum says %o', (name, change) => {
    const setting = settingOf(3, settings(change), attack, model)
    expect(setting).toMatchObject({ ...model, image: 3, form: { attack: name } })
    expect(planOf(setting.form).attack).toBe(name)
  })

  it('comes to the same by way of the address', () => {
    const change = { epsilon: 0.5, attackSteps: 7, rotation: 30, translation: 2 }
    const setting = settingOf(3, settings(change), attack, model)
    const again = parseSetting(formatSetting(setting))
    expect(planOf(again.form)).toEqual(planOf(setting.form))
    expect(planOf(again.form)).toMatchObject({ norm: 'l2', epsilon: 0.5, steps: 7, rotation: 30 })
    expect(again).toMatchObject({ ...model, image: 3 })
  })

  it('keeps the length of a step, given as it is or by ε', () => {
    const absolute = { norm: 'linf', stepSize: { absolute: 0.01 } } as const
    const { form } = settingOf(3, settings({ epsilon: 0.1, attackSteps: 20 }), absolute, model)
    expect((form.pace * form.epsilon) / form.steps).toBeCloseTo(0.01, 12)
    const relative = settingOf(3, settings({ epsilon: 0.1, attackSteps: 20 }), attack, model)
    expect(relative.form.pace).toBe(2)
  })
})
