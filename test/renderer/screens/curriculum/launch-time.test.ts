// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { runSpecSchema, type CostReport, type RunSpec } from '#contract'
import {
  launchTime,
  ratesKey,
  unmeasured,
} from '../../../../src-renderer/screens/curriculum/launch-time.ts'
import { sampleSpec } from './sample-spec.ts'

/** 200 steps without attack and transform: a training of 200 plain updates. */
const plain: RunSpec = runSpecSchema.parse({
  ...sampleSpec(),
  curriculum: { name: 'plain', lanes: {} },
  evaluation: { version: 1, name: 'quick', subset: { count: 128 }, plans: [{ attack: 'clean' }] },
})
const attacked: RunSpec = runSpecSchema.parse({
  ...plain,
  curriculum: {
    name: 'attacked',
    lanes: { epsilon: [{ at: { step: 0 }, value: 8 / 255, easing: 'hold' }] },
  },
})

/** Steps and evaluations alone: what surrounds them takes no time. */
function report(
  still: { plain: number; attacked: number | null; climb: number | null },
  measuredAt = 1,
): CostReport {
  const first = { judge: 0, slope: 0, climb: 0, turn: 0 }
  const each = { judge: 500, slope: 1, begin: 1, climb: 1, beginTurns: 1, turn: 1 }
  const evaluation = { images: 128, ...each, first }
  const around = { start: 0, look: 0, save: 0 }
  return {
    rates: { still: { ...still, first: 0 }, moved: null, evaluation, around },
    memory: { fixedBytes: 1e8, bytesPerImage: 1e6 },
    ...{ evaluationBytes: 2e8, memoryBytes: 8e9, threads: 2, measuredAt, wasBusy: false },
  }
}
const plainOnly = report({ plain: 100, attacked: null, climb: null }, 7)
const seeds = (spec: RunSpec, count: number): RunSpec[] =>
  Array.from({ length: count }, (_, seed) => ({ ...spec, seed, name: `run ${seed}` }))

describe('screens/curriculum/launch-time', () => {
  it('sums training and evaluation over all seeds', () => {
    const one = launchTime([plain], () => [plainOnly])
    // 200 updates, and a probe of two portions after each of ten epochs.
    expect(one.trainingSeconds).toBeCloseTo(200 * 0.1 + 10 * 2 * 0.5, 9)
    expect(one.evaluationSeconds).toBeGreaterThan(0)
    const five = launchTime(seeds(plain, 5), () => [plainOnly])
    expect(five.trainingSeconds).toBeCloseTo(5 * one.trainingSeconds, 9)
    expect(five.evaluationSeconds).toBeCloseTo(5 * one.evaluationSeconds, 9)
    expect(five).toMatchObject({ known: 5, measuredAt: 7, without: [] })
  })

  it('takes twice the training for twice the epochs, by the same rates', () => {
    const longer = { ...plain, epochs: plain.epochs * 2 }
    expect(ratesKey(longer)).toBe(ratesKey(plain))
    const [a, b] = [plain, longer].map((spec) => launchTime([spec], () => [plainOnly]))
    expect(b?.trainingSeconds).toBeCloseTo(2 * (a?.trainingSeconds ?? 0), 9)
  })

  it('leaves out runs that reach what was not measured, and says what to measure', () => {
    const specs = [...seeds(plain, 2), ...seeds(attacked, 3)]
    expect(launchTime(specs, () => [plainOnly]).known).toBe(2)
    expect(unmeasured(specs, () => [plainOnly])).toEqual([specs[2]])
    expect(unmeasured(specs, () => [])).toHaveLength(1)
  })

  it('finds an earlier report where the newest lacks what a run needs', () => {
    const whole = report({ plain: 100, attacked: 200, climb: 50 })
    const time = launchTime([plain, attacked], () => [whole, plainOnly])
    expect(time.known).toBe(2)
    expect(time.measuredAt).toBe(1)
  })

  it('measures apart what another batch or model needs', () => {
    const other = { ...plain, batchSize: plain.batchSize * 2 }
    const known = (key: string) => (key === ratesKey(plain) ? [plainOnly] : [])
    expect(unmeasured([plain, other], known)).toEqual([other])
  })
})
