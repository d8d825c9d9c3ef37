import { describe, expect, it, vi } from 'vitest'
import { RunFeed } from '../../../src-renderer/state/index.ts'
import { FakeHost, summary } from '../fake-host.ts'

/** Waits until the feed has read as far as the host knows. */
async function settled(read: () => unknown, expected: unknown): Promise<void> {
  await vi.waitFor(() => expect(read()).toEqual(expected), { interval: 10 })
}

describe('state/run-feed', () => {
  it('asks from where it last read and appends', async () => {
    const host = new FakeHost(summary())
    host.metric('run-1', 1, 'loss', 2)
    const feed = new RunFeed(host.door.client, 'run-1')
    feed.refresh()
    await settled(() => feed.series('loss'), [{ x: 1, y: 2 }])
    host.metric('run-1', 2, 'loss', 1)
    feed.refresh()
    await settled(
      () => feed.series('loss'),
      [
        { x: 1, y: 2 },
        { x: 2, y: 1 },
      ],
    )
    await vi.waitFor(() => expect(host.calls.length).toBe(4))
    const asked = host.calls.map(({ input }) => (input as { seq: number }).seq)
    expect(asked).toEqual([0, 1, 1, 2])
    feed.close()
  })

  it('drops the points that a resume made void', async () => {
    const host = new FakeHost(summary())
    for (const step of [1, 2, 3, 4]) host.metric('run-1', step, 'loss', step)
    const feed = new RunFeed(host.door.client, 'run-1')
    feed.refresh()
    await settled(() => feed.series('loss').length, 4)
    host.resumeFrom('run-1', 2)
    host.metric('run-1', 3, 'loss', 30)
    feed.refresh()
    await settled(() => feed.series('loss').map(({ y }) => y), [1, 2, 30])
    feed.close()
  })

  it('drops what a worker told of undone steps, not what the host told', async () => {
    const host = new FakeHost(summary())
    host.log('run-1', 2, 'Saved a checkpoint.', 'checkpointSaved', 'worker')
    host.log('run-1', 4, 'Alarm.', 'alarm', 'worker')
    host.log('run-1', 4, 'The host was killed.')
    const feed = new RunFeed(host.door.client, 'run-1')
    feed.refresh()
    await settled(() => feed.log.length, 3)
    host.resumeFrom('run-1', 2)
    host.log('run-1', 3, 'Goes on.', 'note', 'worker')
    feed.refresh()
    const left = ['Saved a checkpoint.', 'The host was killed.', 'Goes on.']
    await settled(() => feed.log.map(({ text }) => text), left)
    const late = new RunFeed(host.door.client, 'run-1')
    late.refresh()
    await settled(() => late.log, feed.log)
    for (const one of [feed, late]) one.close()
  })

  it('shows the same after a first look as after following from the start', async () => {
    const host = new FakeHost(summary())
    const followed = new RunFeed(host.door.client, 'run-1')
    for (const step of [1, 2, 3]) host.metric('run-1', step, 'loss', step)
    followed.refresh()
    await settled(() => followed.series('loss').length, 3)
    host.resumeFrom('run-1', 1)
    host.metric('run-1', 2, 'loss', 9)
    host.log('run-1', 2, 'Resumed.')
    followed.refresh()
    await settled(() => followed.log.length, 1)
    const late = new RunFeed(host.door.client, 'run-1')
    late.refresh()
    await settled(() => late.series('loss'), followed.series('loss'))
    followed.close()
    late.close()
  })

  it('answers a burst of notices with two rounds at most', async () => {
    const host = new FakeHost(summary())
    const feed = new RunFeed(host.door.client, 'run-1')
    for (let count = 0; count < 50; count++) feed.refresh()
    await vi.waitFor(() => expect(host.calls.length).toBe(2))
    feed.close()
  })

  it('reads every page of a long run at the first look', async () => {
    const host = new FakeHost(summary())
    host.page = 7
    for (let step = 1; step <= 40; step++) host.metric('run-1', step, 'loss', step)
    const feed = new RunFeed(host.door.client, 'run-1')
    feed.refresh()
    await settled(() => feed.series('loss').length, 40)
    feed.close()
  })

  it('keeps the host’s sentence when it is refused, and what it knew', async () => {
    const host = new FakeHost(summary())
    host.metric('run-1', 1, 'loss', 2)
    const feed = new RunFeed(host.door.client, 'run-1')
    feed.refresh()
    await settled(() => feed.series('loss').length, 1)
    host.refusals.set('runs.since', 'The database is locked.')
    feed.refresh()
    await settled(() => feed.refusal, 'The database is locked.')
    expect(feed.series('loss')).toHaveLength(1)
    feed.close()
  })
})
