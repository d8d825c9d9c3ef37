import { describe, expect, it } from 'vitest'
import type { CostReport } from '#contract'
import { MeasuredCost } from '../../../src-renderer/state/measured-cost.svelte.ts'
import { FakeHost } from '../fake-host.ts'
import { sampleSpec } from '../screens/curriculum/sample-spec.ts'

const spec = sampleSpec()
const first = { judge: 1, slope: 1, climb: 1, turn: 1 }
const evaluation = {
  images: 128,
  judge: 1,
  slope: 2,
  begin: 1,
  climb: 2,
  beginTurns: 1,
  turn: 1,
  first,
}
const report = (measuredAt: number): CostReport => ({
  rates: {
    around: { start: 1, look: 1, save: 1 },
    still: { plain: 1, attacked: 1, climb: 1, first: 1 },
    moved: null,
    evaluation,
  },
  memory: { fixedBytes: 1e8, bytesPerImage: 1e6 },
  evaluationBytes: 2e8,
  memoryBytes: 8e9,
  threads: 2,
  measuredAt,
  wasBusy: false,
})

describe('state/measured-cost', () => {
  it('shows what is known, and what is measured in its place', async () => {
    const host = new FakeHost()
    host.answers.set('costs.known', () => report(1))
    host.answers.set('costs.measure', () => report(2))
    const cost = new MeasuredCost(host.door.client)
    expect(cost.report).toBeNull()
    await cost.look(spec)
    expect(cost.report?.measuredAt).toBe(1)
    const measuring = cost.measure(spec)
    expect(cost.isMeasuring).toBe(true)
    await measuring
    expect([cost.report?.measuredAt, cost.isMeasuring]).toEqual([2, false])
  })

  it('says why a measurement was refused, until another spec is looked at', async () => {
    const host = new FakeHost()
    host.answers.set('costs.known', () => null)
    host.refusals.set('costs.measure', 'model is imported')
    const cost = new MeasuredCost(host.door.client)
    await cost.measure(spec)
    expect(cost.refusal).toContain('model is imported')
    expect(cost.isMeasuring).toBe(false)
    await cost.look(spec)
    expect(cost.refusal).toBeNull()
  })

  it('drops an answer to an older question', async () => {
    const host = new FakeHost()
    let release = (_: CostReport): void => undefined
    host.answers.set('costs.known', ({ spec: { batchSize } }: { spec: typeof spec }) =>
      batchSize === spec.batchSize ? new Promise((resolve) => (release = resolve)) : report(7),
    )
    const cost = new MeasuredCost(host.door.client)
    const first = cost.look(spec)
    await cost.look({ ...spec, batchSize: spec.batchSize + 1 })
    release(report(3))
    await first
    expect(cost.report?.measuredAt).toBe(7)
  })
})
