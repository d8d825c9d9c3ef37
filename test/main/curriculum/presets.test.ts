import { describe, expect, it } from 'vitest'
import {
  attackThenAugment,
  augmentThenAttack,
  constant,
  cosineRate,
  cuspAsReleased,
  cuspCorrected,
  cyclicRate,
  epsilonWarmUp,
  fgsmRs,
  laneAt,
  linear,
  lintCurriculum,
  parseCurriculum,
  plain,
  resolveCurriculum,
  rotationRamp,
  settingsAt,
  stageAt,
  stepRate,
  type Curriculum,
} from '#curriculum'
import { tens } from './curricula.ts'

/** CIFAR-10 at batch 128: 391 steps an epoch. */
const cifar = { steps: 120 * 391, stepsPerEpoch: 391 }
/** Settings on the last step of an epoch and on the first of the next. */
const border = (curriculum: Curriculum, epoch: number) => {
  const resolved = resolveCurriculum(curriculum, cifar)
  const first = (epoch - 1) * 391
  return [settingsAt(resolved, first - 1), settingsAt(resolved, first)]
}

describe('curriculum/cusp', () => {
  it.each([
    ['as released', cuspAsReleased()],
    ['corrected', cuspCorrected()],
  ])('%s changes at the borders 74/75, 89/90 and 99/100', (_, curriculum) => {
    expect(border(curriculum, 75)).toMatchObject([
      { learningRate: 0.1, rotation: 120, epsilon: 2 / 255 },
      { learningRate: 0.01, rotation: 150, epsilon: 4 / 255 },
    ])
    expect(border(curriculum, 90)).toMatchObject([
      { learningRate: 0.01, rotation: 150, epsilon: 4 / 255 },
      { learningRate: 0.001, rotation: 180, epsilon: 8 / 255 },
    ])
    expect(border(curriculum, 100)).toMatchObject([
      { learningRate: 0.001, rotation: 180, epsilon: 8 / 255 },
      { learningRate: 0.0001, rotation: 180, epsilon: 8 / 255 },
    ])
  })

  it('as released keeps ± 120° throughout in the TRADES variant, with the same ε', () => {
    for (const epoch of [2, 75, 90, 100]) {
      for (const { rotation } of border(cuspAsReleased('trades'), epoch)) expect(rotation).toBe(120)
    }
    expect(border(cuspAsReleased('trades'), 90)[1].epsilon).toBe(8 / 255)
  })

  it('has one stage after the other, to the end', () => {
    const resolved = resolveCurriculum(cuspCorrected(), cifar)
    const names = [0, 74 * 391 - 1, 74 * 391, 89 * 391, 99 * 391, cifar.steps - 1].map(
      (step) => stageAt(resolved, step)?.name,
    )
    expect(names).toEqual(['gentle', 'gentle', 'middle', 'hard', 'settling', 'settling'])
  })

  it('corrected fits a short run; as released says that it does not', () => {
    expect(lintCurriculum(cuspCorrected(), tens)).toEqual([])
    expect(lintCurriculum(cuspAsReleased(), tens)[0].message).toMatch(/^epoch 75 is beyond the end/)
  })
})

describe('curriculum/presets', () => {
  const strength = { epsilon: 0.1, rotation: 30, attackSteps: 5, learningRate: 0.001 }

  it('plain perturbs nothing', () => {
    const resolved = resolveCurriculum(plain(), tens)
    expect(settingsAt(resolved, 50)).toMatchObject({ epsilon: 0, rotation: 0, translation: 0 })
  })

  it('constant is at full strength from the first step', () => {
    const resolved = resolveCurriculum(constant(strength), tens)
    expect(settingsAt(resolved, 0)).toMatchObject(strength)
    expect(settingsAt(resolved, 99)).toMatchObject(strength)
  })

  it('linear rises in a straight line, then holds', () => {
    const resolved = resolveCurriculum(linear(strength, 0.4), tens)
    const epsilons = [0, 20, 40, 99].map((step) => settingsAt(resolved, step).epsilon)
    expect(epsilons).toEqual([0, 0.05, 0.1, 0.1])
    expect(settingsAt(resolved, 20).attackSteps).toBe(5)
  })

  it('gives editable documents that the schema takes', () => {
    for (const curriculum of [
      plain(),
      constant(strength),
      linear(strength),
      epsilonWarmUp(strength),
      rotationRamp(strength),
      attackThenAugment(strength),
      augmentThenAttack(strength),
      fgsmRs(strength),
      cuspAsReleased(),
      cuspCorrected(),
    ]) {
      expect(parseCurriculum(JSON.parse(JSON.stringify(curriculum)))).toEqual(curriculum)
    }
  })

  const at = (curriculum: Curriculum, step: number) =>
    settingsAt(resolveCurriculum(curriculum, tens), step)

  it('raises one kind of perturbation while the other is fixed', () => {
    expect(at(epsilonWarmUp(strength), 25)).toMatchObject({ epsilon: 0.05, rotation: 30 })
    expect(at(rotationRamp(strength), 25)).toMatchObject({ epsilon: 0.1, rotation: 15 })
    expect(at(epsilonWarmUp(strength), 50)).toMatchObject(strength)
    expect(at(rotationRamp(strength), 50)).toMatchObject(strength)
  })

  it('changes from one kind of perturbation to the other at half of the run', () => {
    const [attack, augment] = [
      { epsilon: 0.1, rotation: 0 },
      { epsilon: 0, rotation: 30 },
    ]
    expect([49, 50].map((step) => at(attackThenAugment(strength), step))).toMatchObject([
      attack,
      augment,
    ])
    expect([49, 50].map((step) => at(augmentThenAttack(strength), step))).toMatchObject([
      augment,
      attack,
    ])
    const resolved = resolveCurriculum(augmentThenAttack(strength), tens)
    expect([0, 99].map((step) => stageAt(resolved, step)?.name)).toEqual(['augment', 'attack'])
  })

  it('takes one attack step for FGSM, under a rate that rises and falls', () => {
    expect(at(fgsmRs(strength), 50)).toMatchObject({ attackSteps: 1, epsilon: 0.1 })
    expect(at(fgsmRs(strength), 50).learningRate).toBe(0.001)
    expect(at(fgsmRs(strength), 25).learningRate).toBeCloseTo(0.0005, 12)
  })
})

describe('curriculum/learning-rate', () => {
  const rateAt = (keys: ReturnType<typeof stepRate>, step: number): number =>
    laneAt(
      resolveCurriculum({ name: 'r', lanes: { learningRate: keys }, stages: [] }, tens),
      'learningRate',
      step,
    )

  it('falls by ten at each step', () => {
    const steps = [0, 49, 50, 74, 75, 99]
    expect(steps.map((step) => rateAt(stepRate(0.1), step))).toEqual([
      ...[0.1, 0.1, 0.01, 0.01, 0.001, 0.001],
    ])
  })

  it('is a half cosine to within 0.0002 of the rate', () => {
    for (let step = 0; step <= 100; step += 0.25) {
      const cosine = (1 + Math.cos((Math.PI * step) / 100)) / 2
      expect(Math.abs(rateAt(cosineRate(1), step) - cosine)).toBeLessThan(2e-4)
    }
  })

  it('rises and falls once in straight lines', () => {
    expect([0, 25, 50, 75, 100].map((step) => rateAt(cyclicRate(0.2), step))).toEqual([
      ...[0, 0.1, 0.2, 0.1, 0],
    ])
  })
})
