import { describe, expect, it } from 'vitest'
import { GroupCost } from '../../../src-renderer/state/group-cost.svelte.ts'
import { FakeHost } from '../fake-host.ts'
import { sampleSpec } from '../screens/curriculum/sample-spec.ts'

const spec = sampleSpec()

describe('state/group-cost', () => {
  it('asks once about each key, and keeps what is measured beside what was known', async () => {
    const host = new FakeHost()
    host.answers.set('costs.known', () => ({ measuredAt: 1 }))
    host.answers.set('costs.measure', () => ({ measuredAt: 2 }))
    const cost = new GroupCost(host.door.client)
    await Promise.all([cost.look('a', spec), cost.look('a', spec)])
    expect(host.calls).toHaveLength(1)
    await cost.measure(new Map([['a', spec]]))
    expect(cost.reportsOf('a').map(({ measuredAt }) => measuredAt)).toEqual([1, 2])
    expect(cost.reportsOf('b')).toEqual([])
  })

  it('keeps what was measured before a refusal, and says why', async () => {
    const host = new FakeHost()
    host.answers.set('costs.measure', ({ spec: { batchSize } }: { spec: typeof spec }) => {
      if (batchSize === 7) throw new Error('no room for a batch of 7')
      return { measuredAt: 2 }
    })
    const cost = new GroupCost(host.door.client)
    await cost.measure(
      new Map([
        ['a', spec],
        ['b', { ...spec, batchSize: 7 }],
      ]),
    )
    expect(cost.reportsOf('a')).toHaveLength(1)
    expect(cost.refusal).toContain('no room for a batch of 7')
    expect(cost.isMeasuring).toBe(false)
  })
})
