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

/** A host whose streams the test writes into, breaks and ends. */
function follow() {
  const lines = new Lines()
  const streams: ReadableStreamDefaultController<Notice>[] = []
  const subscribe = (): Promise<AsyncIterable<Notice>> =>
    Promise.resolve(new ReadableStream<Notice>({ start: (stream) => void streams.push(stream) }))
  const notices = new Notices(new Connection(lines.open), subscribe)
  return { lines, streams, notices }
}

describe('client/notices', () => {
  it('tells all listeners of one subscription, until they stop', async () => {
    const { streams, notices } = follow()
    const heard: [News[], News[]] = [[], []]
    const stop = notices.listen((news) => heard[0].push(news))
    notices.listen((news) => heard[1].push(news))
    await settle()
    expect(streams).toHaveLength(1)
    streams[0]?.enqueue({ kind: 'runs' })
    await settle()
    stop()
    streams[0]?.enqueue({ kind: 'curricula' })
    await settle()
    expect(heard[0]).toEqual([{ kind: 'runs' }])
    expect(heard[1]).toEqual([{ kind: 'runs' }, { kind: 'curricula' }])
  })

  it('subscribes afresh after a reconnection, and says that news may have been missed', async () => {
    const { lines, streams, notices } = follow()
    const heard: News[] = []
    notices.listen((news) => heard.push(news))
    await settle()
    lines.cut()
    streams[0]?.error(new Error('the line broke'))
    await vi.advanceTimersByTimeAsync(retryDelay(1))
    expect(streams).toHaveLength(2)
    streams[1]?.enqueue({ kind: 'runs' })
    await settle()
    expect(heard).toEqual([{ kind: 'reconnected' }, { kind: 'runs' }])
  })

  it('hears nothing of a line that is gone, though its stream should go on', async () => {
    const { lines, streams, notices } = follow()
    const heard: News[] = []
    notices.listen((news) => heard.push(news))
    await settle()
    lines.cut()
    await vi.advanceTimersByTimeAsync(retryDelay(1))
    streams[0]?.enqueue({ kind: 'curricula' })
    await settle()
    expect(heard).toEqual([{ kind: 'reconnected' }])
  })

  it('asks again when the host ends the stream and the line stays open', async () => {
    const { streams, notices } = follow()
    const heard: News[] = []
    notices.listen((news) => heard.push(news))
    await settle()
    streams[0]?.close()
    await vi.advanceTimersByTimeAsync(1000)
    streams[1]?.enqueue({ kind: 'runs' })
    await settle()
    expect(heard).toEqual([{ kind: 'reconnected' }, { kind: 'runs' }])
  })
})
