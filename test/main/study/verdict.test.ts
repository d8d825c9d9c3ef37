import { describe, expect, it } from 'vitest'
import { generator } from '#random'
import type { RunSpec } from '#spec'
import { sentenceOfAnswer, sentencesOf, studyOf, verdictOf, type Recorded, type Size } from '#study'
import { familyOf, type AttackPlan } from '#threat'
import { recorded } from './recorded.ts'

/** The hardest value that a lane of a spec reaches. */
const peak = (spec: RunSpec, lane: 'rotation' | 'translation' | 'epsilon'): number =>
  Math.max(0, ...(spec.curriculum.lanes[lane] ?? []).map(({ value }) => value))

/** Rates of a run: a level, and a drop in each family by how hard it was trained. */
function runsOf(
  name: string,
  size: Size,
  rate: (spec: RunSpec, plan: AttackPlan) => number,
): Recorded[] {
  return studyOf(name, size).specs.map((spec) =>
    recorded(spec, (plan) => ({ accuracy: rate(spec, plan), invariance: rate(spec, plan) })),
  )
}

/** Claim (a) as it says itself: spatial rates rise by `rise` over the axis, adversarial ones fall. */
const asClaimed =
  (rise: number, fall: number, noise = 0) =>
  (spec: RunSpec, plan: AttackPlan) => {
    const hard = Math.max(peak(spec, 'rotation') / 180, peak(spec, 'translation') / 6)
    const family = familyOf(plan)
    const key = [spec.seed, spec.name, JSON.stringify(plan)]
    const jitter = noise * (generator(key).uniform() - 0.5)
    const change = family === 'spatial' ? rise * hard : family === 'adversarial' ? -fall * hard : 0
    return 0.5 + change + jitter
  }

const judged = (rate: ReturnType<typeof asClaimed>) =>
  verdictOf({ name: 'claims-a', size: 'digits', runs: runsOf('claims-a', 'digits', rate) })

describe('study/verdict', () => {
  it('holds where both trends are there in every seed', () => {
    const { outcomes, answers, runs } = judged(asClaimed(0.3, 0.2, 0.01))
    expect(outcomes).toEqual({ accuracy: 'holds', invariance: 'holds' })
    expect(runs.finished).toBe(runs.planned)
    const rotated = answers.find(({ says }) => /rotated accuracy rises/.test(says))
    expect(rotated?.effect?.mean).toBeCloseTo(0.3, 1)
    expect(rotated?.rankCorrelation).toBeGreaterThan(0.9)
  })

  it('does not hold where a trend goes the other way, or nowhere', () => {
    expect(judged(asClaimed(0.3, -0.2)).outcomes.accuracy).toBe('does not')
    expect(judged(asClaimed(0.3, 0)).outcomes.accuracy).toBe('does not')
  })

  it('is inside the noise where seeds disagree', () => {
    const torn = (spec: RunSpec, plan: AttackPlan) =>
      asClaimed(0.3, spec.seed === 0 ? -0.1 : 0.2)(spec, plan)
    expect(judged(torn).outcomes.accuracy).toBe('inside the noise')
  })

  it('says what it was measured on, under which plans, and how many tests came out how', () => {
    const said = sentencesOf(judged(asClaimed(0.3, -0.2))).join(' ')
    expect(said).toContain('Measured by accuracy under the perturbation: does not hold (of 8 tests')
    expect(said).toMatch(/4 hold and 4 do not hold/)
    expect(said).toContain('4000 training images of digits, seeds 0, 1, 2')
    expect(said).toContain('the same 500 test images')
    expect(said).toContain('Rotated: ±180°, one random draw')
    expect(said).toContain('PGD-20 L∞, ε = 0.05, climbing the true label')
    const other = sentencesOf(verdictOf({ name: 'claims-b', size: 'paper', runs: [] })).join(' ')
    expect(other).toContain('50000 training images of cifar-10')
    expect(other).toContain('the same 10000 test images')
    expect(other).toContain('PGD-20 L∞, ε = 8/255, climbing the true label')
  })

  it('judges accuracy and invariance apart', () => {
    const runs = studyOf('claims-a', 'digits').specs.map((spec) =>
      recorded(spec, (plan) => ({
        accuracy: asClaimed(0.3, 0.2)(spec, plan),
        invariance: asClaimed(0.3, -0.2)(spec, plan),
      })),
    )
    const { outcomes } = verdictOf({ name: 'claims-a', size: 'digits', runs })
    expect(outcomes).toEqual({ accuracy: 'holds', invariance: 'does not' })
  })

  it('leaves a level with a degenerate run out of its trend, counts it, and says so', () => {
    const sound = runsOf('claims-a', 'digits', asClaimed(0.3, 0.2))
    const runs = sound.map((run) =>
      run.spec.name === 'std-cnn, rotation ±180°' && run.spec.seed === 1
        ? recorded(run.spec, () => ({ accuracy: 0.1, invariance: 1 }), true)
        : run,
    )
    const verdict = verdictOf({ name: 'claims-a', size: 'digits', runs })
    expect(verdict.runs.degenerate).toEqual(['std-cnn, rotation ±180°, seed 1'])
    expect(verdict.outcomes).toEqual({ accuracy: 'holds', invariance: 'holds' })
    const told = verdict.answers.find(({ about }) => about === 'std-cnn, rotation')
    expect(told?.leftOut).toEqual(['std-cnn, rotation ±180°'])
    const row = verdict.rows.find(({ label }) => label === 'std-cnn, rotation ±180°')
    expect(row).toMatchObject({ finished: 3, degenerate: 1 })
    expect(sentencesOf(verdict).join(' ')).toMatch(/1 of them answer one class/)
  })

  it('has no verdict while a run is missing, and says how many', () => {
    const runs = runsOf('claims-a', 'digits', asClaimed(0.3, 0.2)).slice(1)
    const { outcomes, answers } = verdictOf({ name: 'claims-a', size: 'digits', runs })
    expect(outcomes.accuracy).toBe('no verdict')
    expect(answers.map(({ reason }) => reason)).toContain('1 of its runs is not there')
    expect(answers.some(({ outcome }) => outcome === 'holds')).toBe(true)
  })

  it('shows the numbers of a quick study, and no verdict', () => {
    const runs = runsOf('claims-a', 'quick', asClaimed(0.3, 0.2))
    const verdict = verdictOf({ name: 'claims-a', size: 'quick', runs, seeds: [0] })
    expect(new Set(verdict.answers.map(({ outcome }) => outcome))).toEqual(new Set(['no verdict']))
    expect(verdict.answers[0].effect?.mean).toBeGreaterThan(0)
    expect(sentencesOf(verdict).join(' ')).toContain('quick: no verdict')
  })

  it('passes over runs and evaluations that are not of the study', () => {
    const runs = runsOf('claims-a', 'digits', asClaimed(0.3, 0.2))
    const strange = runs.map(({ spec, evaluations, ...run }) => ({
      ...run,
      spec,
      evaluations: evaluations.map((made) => ({
        ...made,
        protocol: { ...made.protocol, name: 'another' },
      })),
    }))
    const queued = runs.map((run) => ({ ...run, summary: { ...run.summary, state: 'queued' } }))
    const other = runsOf('claims-b', 'digits', asClaimed(0.3, 0.2))
    const found = verdictOf({
      ...{ name: 'claims-a', size: 'digits' },
      runs: [...strange, ...queued, ...other],
    })
    expect(found.runs.finished).toBe(0)
  })
})

describe('study/verdict of (c)', () => {
  const point = (spec: RunSpec): [spatial: number, adversarial: number] => {
    if (spec.name.endsWith('plain')) return [0.4, 0.2]
    if (spec.name.endsWith('rotation only')) return [0.9, 0.1]
    if (spec.name.endsWith('PGD only')) return [0.4, 0.8]
    return spec.name.includes('CuSP') ? [0.8, 0.7] : [0.6, 0.5]
  }
  const rate = (spec: RunSpec, plan: AttackPlan) =>
    point(spec)[familyOf(plan) === 'spatial' ? 0 : 1] + spec.seed / 1000
  const runs = runsOf('claims-c', 'digits', rate)

  it('measures what CuSP adds to the front of the single methods', () => {
    const { answers } = verdictOf({ name: 'claims-c', size: 'digits', runs })
    const told = answers.find(({ about }) => about.endsWith('CuSP against the single methods'))
    // Front at seed 0: (0.1, 0.9), (0.8, 0.4); the box up to (0.7, 0.8) adds (0.7 − 0.1)(0.8 − 0.4).
    expect(told?.effect?.values[0]).toBeCloseTo(0.24, 10)
    expect(told?.outcome).toBe('holds')
  })

  it('gives a degenerate rival no point, and says so', () => {
    const collapsed = runs.map((run) =>
      run.spec.name.endsWith('both at full strength')
        ? recorded(run.spec, () => ({ accuracy: 0.1, invariance: 1 }), true)
        : run,
    )
    const { answers } = verdictOf({ name: 'claims-c', size: 'digits', runs: collapsed })
    const told = answers.filter(({ about }) =>
      about.endsWith('CuSP against std-cnn, both at full strength'),
    )
    const advance = told.find(({ says }) => says.startsWith('hypervolume'))
    expect(advance?.effect?.values[0]).toBeCloseTo(0.24, 10)
    expect(advance?.leftOut).toHaveLength(3)
    const difference = told.find(({ says }) => says.startsWith('rotated'))
    expect(difference).toMatchObject({ outcome: 'no verdict', effect: null })
  })

  it('speaks of every test in a sentence with numbers', () => {
    const { answers } = verdictOf({ name: 'claims-c', size: 'digits', runs })
    for (const one of answers) {
      expect(sentenceOfAnswer(one)).toMatch(/(effect [+−]0\.\d{3} ± 0\.\d{3})/)
      expect(sentenceOfAnswer(one)).not.toMatch(/NaN|undefined|null/)
    }
  })
})
