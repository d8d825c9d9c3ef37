// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { protocolSchema, settingsAt } from '#contract'
import { starterSpec } from '../../../../src-renderer/screens/curriculum/starter.ts'
import { ofKind, startForm } from '../../../../src-renderer/screens/laboratory/attacks.ts'
import {
  keyProblem,
  lanesOf,
  plansOf,
  withKeys,
  withPlans,
} from '../../../../src-renderer/screens/laboratory/send.ts'
import { startSetting } from '../../../../src-renderer/screens/laboratory/setting.ts'
import { resolvedOf } from '../../../../src-renderer/timeline/edits.ts'

const spec = starterSpec('start')
const moved = { ...startSetting, angle: -45, dx: 2, dy: -3 }

describe('screens/laboratory/send', () => {
  it('puts a key with the setting’s values at the start of an epoch', () => {
    const lanes = lanesOf(moved)
    expect(lanes).toEqual({ epsilon: 0.1, attackSteps: 10, rotation: 45, translation: 3 })
    const curriculum = resolvedOf(withKeys(spec, lanes, 3).spec)
    const step = 2 * curriculum.extent.stepsPerEpoch
    expect(settingsAt(curriculum, step)).toMatchObject(lanes)
    expect(settingsAt(curriculum, 0)).toMatchObject({ epsilon: 0 })
  })

  it('says why a setting cannot be a key', () => {
    expect(keyProblem(moved, lanesOf(moved), spec)).toBeNull()
    const none = { ...startSetting, form: ofKind(startForm, 'clean') }
    expect(keyProblem(none, lanesOf(none), spec)).toMatch(/^Nothing is perturbed/)
    const inL2 = { ...startSetting, form: { ...startForm, norm: 'l2' as const } }
    expect(keyProblem(inL2, lanesOf(inL2), spec)).toMatch(/attacks in L∞, .* is of L2/)
  })

  it('adds to a protocol what it does not run yet, the transform as it is', () => {
    const plans = plansOf(moved)
    expect(plans).toMatchObject([
      { attack: 'pgd', epsilon: 0.1, steps: 10, restarts: 3 },
      { attack: 'spatial-fixed', angle: -45, dx: 2, dy: -3 },
    ])
    const once = withPlans(spec.evaluation, plans, 7)
    expect(once.plans).toEqual([...spec.evaluation.plans, ...plans])
    expect(once.seed).toBe(7)
    expect(withPlans(once, plans, 7)).toEqual(once)
    expect(protocolSchema.parse(once)).toEqual(once)
  })
})
