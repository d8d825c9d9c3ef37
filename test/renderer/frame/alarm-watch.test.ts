// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RunSummary } from '#contract'
import { AlarmWatch } from '../../../src-renderer/frame/alarm-watch.ts'
import type { Alert } from '../../../src-renderer/run/index.ts'
import { FakeHost, summary } from '../fake-host.ts'

const patience = { timeout: 20_000 }
const run = summary({ id: 'a', state: 'running', activity: 'training' })
const collapse = 'Alarm, catastrophic overfitting: PGD accuracy collapsed.'

let watch: AlarmWatch | undefined
afterEach(() => watch?.close())

/** A watch over a run at work, and what it told. */
async function watched(host: FakeHost) {
  host.answers.set('runs.get', () => ({ stepsPerEpoch: 1 }))
  const told: [RunSummary['id'], Alert['label']][] = []
  const made = new AlarmWatch(host.door.client, ({ id }, { label }) => told.push([id, label]), 0)
  watch = made
  made.follow([run])
  const pulls = () => host.calls.filter(({ name }) => name === 'runs.since').length
  await vi.waitFor(() => expect(pulls()).toBe(1), patience)
  const hear = () => made.hear({ kind: 'run', run: 'a', seq: 0 })
  return { made, told, pulls, hear }
}

describe('frame/alarm-watch', () => {
  it('tells of an alarm once, and of none that rang before it was there', async () => {
    const host = new FakeHost(run)
    host.log('a', 3, 'Alarm, degenerate: one class.', 'alarmRaised')
    const { told, pulls, hear } = await watched(host)
    host.log('a', 10, 'Epoch 2.', 'epochFinished')
    host.log('a', 10, collapse, 'alarmRaised')
    hear()
    await vi.waitFor(() => expect(told).toEqual([['a', 'collapse']]), patience)
    const before = pulls()
    hear()
    await vi.waitFor(() => expect(pulls()).toBeGreaterThan(before), patience)
    expect(told).toHaveLength(1)
  })

  it('tells of a plateau when it begins to be one, and of the next only after it has ended', async () => {
    const host = new FakeHost(run)
    const { told, pulls, hear } = await watched(host)
    const probes = (values: readonly number[], from: number) => {
      for (const [i, value] of values.entries())
        host.metric('a', from + i, 'adversarialAccuracy', value)
      hear()
    }
    probes([0.1, 0.3, 0.5, 0.501, 0.5, 0.499], 0)
    probes([0.5], 6)
    await vi.waitFor(() => expect(told).toEqual([['a', 'plateau']]), patience)
    probes([0.5, 0.5], 7)
    const before = pulls()
    probes([0.6], 9)
    await vi.waitFor(() => expect(pulls()).toBeGreaterThan(before), patience)
    probes([0.6, 0.6, 0.6, 0.6], 10)
    await vi.waitFor(() => expect(told).toHaveLength(2), patience)
  })

  it('lets a run go that is at work no more, and outlives a host that refuses', async () => {
    const host = new FakeHost(run)
    const { made, told, pulls, hear } = await watched(host)
    host.refusals.set('runs.since', 'The host is busy.')
    host.log('a', 10, collapse, 'alarmRaised')
    hear()
    await vi.waitFor(() => expect(pulls()).toBe(2), patience)
    hear()
    await vi.waitFor(() => expect(told).toHaveLength(1), patience)
    made.follow([])
    const asked = pulls()
    hear()
    expect(pulls()).toBe(asked)
  })
})
