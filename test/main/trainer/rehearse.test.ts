import { describe, expect, it } from 'vitest'
import { rehearse } from '#trainer'
import { jobOf, specOf } from './tiny-run.ts'

/** A clock that tells a second more each time it is asked. */
function ticking(): () => number {
  let asked = 0
  return () => asked++ * 1000
}

const ramp = specOf({
  curriculum: {
    lanes: {
      epsilon: [
        { at: { share: 0 }, value: 0, easing: 'hold' },
        { at: { share: 0.5 }, value: 0.02 },
      ],
      attackSteps: [
        { at: { share: 0 }, value: 1 },
        { at: { share: 0.8 }, value: 3 },
      ],
    },
  },
})

describe('trainer/rehearse', () => {
  it('tries the first step and the one with the most passes, and every plan on two images', async () => {
    const job = await jobOf('onnx', ramp)
    const rehearsal = await rehearse(job, ticking())
    expect(rehearsal.firstStep.step).toBe(0)
    // The last key of attack steps lies at 0.8 of 18 steps.
    expect(rehearsal.hardestStep.step).toBe(14)
    expect(rehearsal.plans).toBeGreaterThan(0)
    // Each step took one tick, so all of them together take one each.
    expect(rehearsal.trainingSeconds).toBeCloseTo(rehearsal.steps, 6)
    expect(Number.isFinite(rehearsal.firstStep.loss)).toBe(true)
  })

  it('fails at once as the run would after training, where an attack does not suit the data', async () => {
    const plan = { attack: 'apgd-t', norm: 'linf', epsilon: 0.1 } as const
    const evaluation = { ...ramp.evaluation, plans: [plan] }
    const job = await jobOf('onnx', specOf({ evaluation }))
    await expect(rehearse(job, ticking())).rejects.toMatchObject({ code: 'attack.unsuited' })
  })
})
