import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Notice } from '#contract'
import { retryDelay } from '../../../src-renderer/client/back-off.ts'
import { Connection } from '../../../src-renderer/client/connection.ts'
import { Notices, type News } from '../../../src-renderer/client/notices.ts'
import { Lines } from './lines.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)

/** A host whose streams the test writes into; each ends with its subscription. */
function follow() {
  const lines = new Lines()
  const streams: ((notice: Notice) => void)[] = []
  let ended = 0
  const subscribe = (signal: AbortSignal): Promise<AsyncIterable<Notice>> => {
    const stream = new ReadableStream<Notice>({
      start(controller) {
        streams.push((notice) => controller.enqueue(notice))
        signal.addEventListener('abort', () => {
          ended += 1
          controller.error(new Error('aborted'))
        })
      },
    })
    return Promise.resolve(stream)
  }
  const notices = new Notices(new Connection(lines.open), subscribe)
  return { lines, streams, notices, ended: () => ended }
}

describe('client/notices', () => {
  it('tells all listeners of one subscription, until they stop', async () => {
    const { streams, notices } = follow()
    const heard: [News[], News[]] = [[], []]
    const stop = notices.listen((news) => heard[0].push(news))
    notices.listen((news) => heard[1].push(news))
    await settle()
    expect(streams).toHaveLength(1)
    streams[0]?.({ kind: 'runs' })
    await settle()
    stop()
    streams[0]?.({ kind: 'curricula' })
    await settle()
    expect(heard[0]).toEqual([{ kind: 'runs' }])
    expect(heard[1]).toEqual([{ kind: 'runs' }, { kind: 'curricula' }])
  })

  it('subscribes afresh after a reconnection, and says that news may have been missed', async () => {
    const { lines, streams, notices, ended } = follow()
    const heard: News[] = []
    notices.listen((news) => heard.push(news))
    await settle()
    lines.cut()
    await vi.advanceTimersByTimeAsync(retryDelay(1))
    expect([streams.length, ended()]).toEqual([2, 1])
    streams[1]?.({ kind: 'runs' })
    await settle()
    expect(heard).toEqual([{ kind: 'reconnected' }, { kind: 'runs' }])
  })
})
