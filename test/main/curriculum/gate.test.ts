import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cost,
  describeGate,
  drawnStep,
  gateSchema,
  lintCurriculum,
  parseCurriculum,
  positionsResolved,
  resolveCurriculum,
  settingsAt,
  stageAt,
  stepsUnder,
  type Curriculum,
  type Gate,
  type Gates,
} from '#curriculum'
import { curricula, curriculumOf, keyAtStep, tens } from './curricula.ts'

const waits: Gate = { metric: 'cleanAccuracy', reaches: { value: 0.9, direction: 'rising' } }

/** A curriculum cut into gated stages at these steps, each named by its place. */
function staged(curriculum: Curriculum, borders: readonly number[]): Curriculum {
  const ends = [0, ...borders, tens.steps]
  const stages = ends.slice(1).map((to, i) => {
    return { name: `stage ${i}`, from: { step: ends[i] }, to: { step: to }, gate: waits }
  })
  return { ...curriculum, stages }
}

const borders = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 })
  .map((steps) => steps.sort((a, b) => a - b))
const gated = fc.tuple(curricula, borders).map(([curriculum, at]) => staged(curriculum, at))

/** Gates as a run would open them: each at a share of what is left of its stage, or not at all. */
function openedBy(curriculum: Curriculum, shares: readonly number[]): Gates {
  const resolved = positionsResolved(curriculum, tens)
  const opened: { stage: string; step: number }[] = []
  let begun = 0
  resolved.stages.forEach(({ name, from, to }, i) => {
    const share = shares[i % shares.length]
    const stayed = Math.max(1, Math.round(share * (to - from)))
    if (share < 1) opened.push({ stage: name, step: begun + stayed })
    begun += share < 1 ? stayed : to - from
  })
  return opened
}
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 })

describe('curriculum/gate', () => {
  it('a run whose gates open at their limits is a run without gates', () => {
    fc.assert(
      fc.property(gated, fc.integer({ min: 0, max: 100 }), (curriculum, step) => {
        const resolved = positionsResolved(curriculum, tens)
        const gates = resolved.stages.map(({ name, to }) => ({ stage: name, step: to }))
        expect(settingsAt(resolved, step, gates)).toEqual(settingsAt(resolved, step))
        expect(stageAt(resolved, step, gates)).toEqual(stageAt(resolved, step))
        expect(stepsUnder(resolved, gates)).toBe(tens.steps)
      }),
      { seed: 3 },
    )
  })

  it('plays each stage as drawn, leaving out its rest, and keeps the order', () => {
    fc.assert(
      fc.property(gated, shares, (curriculum, wishes) => {
        const resolved = positionsResolved(curriculum, tens)
        const gates = openedBy(curriculum, wishes)
        const steps = Array.from({ length: stepsUnder(resolved, gates) }, (_, step) => step)
        const drawn = steps.map((step) => drawnStep(resolved, step, gates))
        for (const [i, at] of drawn.entries()) {
          expect(settingsAt(resolved, i, gates)).toEqual(settingsAt(resolved, at))
          if (i > 0) expect(at).toBeGreaterThan(drawn[i - 1])
        }
        for (const { name, from, to } of resolved.stages) {
          const gate = gates.find(({ stage }) => stage === name)
          const lived = drawn.filter((at) => from <= at && at < to)
          // A stage begins where it is drawn and loses nothing but its end.
          expect(lived).toEqual(lived.map((_, i) => from + i))
          if (!gate) expect(lived.length).toBe(to - from)
        }
      }),
      { seed: 4 },
    )
  })

  it('does not look ahead: a gate changes nothing before its step', () => {
    fc.assert(
      fc.property(gated, shares, fc.nat(4), (curriculum, wishes, count) => {
        const resolved = positionsResolved(curriculum, tens)
        const gates = openedBy(curriculum, wishes)
        const next = gates.at(count)
        const until = next === undefined ? stepsUnder(resolved, gates) : next.step
        for (let step = 0; step < until; step++)
          expect(settingsAt(resolved, step, gates.slice(0, count))).toEqual(
            settingsAt(resolved, step, gates),
          )
      }),
      { seed: 5 },
    )
  })

  it('goes on from where the limit is drawn, keys and all, and ends the run earlier', () => {
    const lanes = {
      epsilon: [keyAtStep(0, 0, 'linear'), keyAtStep(50, 0.5), keyAtStep(70, 0.7)],
    }
    const resolved = resolveCurriculum(staged(curriculumOf(lanes), [50]), tens)
    const gates = [{ stage: 'stage 0', step: 20 }]
    const epsilons = [19, 20, 39, 40].map((step) => settingsAt(resolved, step, gates).epsilon)
    expect(epsilons).toEqual([0.19, 0.5, 0.5, 0.7])
    expect(stageAt(resolved, 20, gates)?.name).toBe('stage 1')
    expect(stepsUnder(resolved, gates)).toBe(70)
  })

  it('costs at most what it costs with every gate shut', () => {
    const resolved = resolveCurriculum(staged(curriculumOf({}), [50]), tens)
    const run = { batchSize: 2, loss: { kind: 'cross-entropy' } } as const
    expect(cost(resolved, run)).toMatchObject({ steps: 100, isMost: true })
    expect(cost({ ...resolved, stages: [] }, run).isMost).toBe(false)
  })

  it('asks for one condition, and fills in its defaults', () => {
    const parsed = gateSchema.parse({ metric: 'spatialAccuracy', plateau: { epochs: 2 } })
    expect(parsed).toEqual({ metric: 'spatialAccuracy', plateau: { epochs: 2, tolerance: 0 } })
    const stage = { name: 'a', from: { step: 0 }, to: { step: 1 } }
    const given = (gate: unknown) => () => parseCurriculum({ stages: [{ ...stage, gate }] })
    expect(given({ metric: 'cleanAccuracy' })).toThrow(/"reaches": ….*"plateau": ….* belongs here/)
    expect(given({ metric: 'loss', reaches: { value: 1 } })).toThrow(/metric/)
  })

  it('is said in words', () => {
    expect(describeGate(waits)).toBe('clean accuracy ≥ 0.9')
    const plateau = { metric: 'adversarialAccuracy', plateau: { epochs: 3, tolerance: 0.01 } }
    expect(describeGate(gateSchema.parse(plateau))).toBe(
      'no rise of adversarial accuracy by more than 0.01 for 3 epochs',
    )
  })

  it('needs a stage with a name of its own', () => {
    const stages = [
      { name: 'twin', from: { step: 0 }, to: { step: 10 }, gate: waits },
      { name: 'twin', from: { step: 10 }, to: { step: 20 } },
    ]
    const problems = lintCurriculum({ ...curriculumOf({}), stages }, tens)
    expect(problems).toMatchObject([{ place: 'curriculum.stages[0].name' }])
  })
})
