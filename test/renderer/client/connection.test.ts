import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { retryDelay } from '../../../src-renderer/client/back-off.ts'
import { Connection } from '../../../src-renderer/client/connection.ts'
import { Refusal } from '../../../src-renderer/client/refusal.ts'
import { Lines } from './lines.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function connect() {
  const lines = new Lines()
  const connection = new Connection(lines.open)
  const kinds: string[] = []
  const call = (signal?: AbortSignal) =>
    connection.call(['system', 'status'], undefined, { context: {}, signal })
  return {
    lines,
    connection,
    kinds,
    call,
    watch: () => connection.onState(({ kind }) => kinds.push(kind)),
  }
}

describe('client/connection', () => {
  it('opens nothing before it is used, and then once', async () => {
    const { lines, call } = connect()
    expect(lines.opened).toBe(0)
    expect(await Promise.all([call(), call()])).toEqual(['answer', 'answer'])
    expect(lines.opened).toBe(1)
  })

  it('tells its state at once and at each change, until told to stop', async () => {
    const { lines, kinds, watch } = connect()
    const stop = watch()
    await vi.advanceTimersByTimeAsync(0)
    lines.cut()
    await vi.advanceTimersByTimeAsync(retryDelay(1))
    expect(kinds).toEqual(['connecting', 'open', 'lost', 'connecting', 'open'])
    stop()
    lines.cut()
    await vi.advanceTimersByTimeAsync(0)
    expect(kinds).toHaveLength(5)
  })

  it('tries again with growing pauses, and short ones again after a success', async () => {
    const { lines, connection, watch } = connect()
    const gone = () => new Error('no answer')
    lines.failures.push(gone(), gone(), gone())
    watch()
    await vi.advanceTimersByTimeAsync(250 + 500)
    expect(connection.state).toEqual({ kind: 'lost', retryMs: 1000 })
    await vi.advanceTimersByTimeAsync(1000)
    expect(connection.state.kind).toBe('open')
    lines.cut()
    await vi.advanceTimersByTimeAsync(0)
    expect(connection.state).toEqual({ kind: 'lost', retryMs: 250 })
  })

  it('refuses calls in a pause at once, and repeats none', async () => {
    const { lines, call } = connect()
    await call()
    lines.cut()
    await vi.advanceTimersByTimeAsync(0)
    await expect(call()).rejects.toMatchObject({ code: 'host.unreachable' })
    const answer = vi.fn(() => Promise.resolve('answer'))
    lines.answer = answer
    await vi.advanceTimersByTimeAsync(retryDelay(1))
    expect(answer).not.toHaveBeenCalled()
    expect(await call()).toBe('answer')
  })

  it('gives up where trying again cannot help', async () => {
    const { lines, connection, call, watch } = connect()
    lines.failures.push(new Refusal('access.denied', 'No token.'))
    watch()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(connection.state.kind).toBe('refused')
    expect(lines.opened).toBe(1)
    await expect(call()).rejects.toMatchObject({ code: 'access.denied', message: 'No token.' })
  })

  it("passes on the host's refusal with code and place", async () => {
    const { lines, call } = connect()
    const data = { code: 'run.unknown', place: 'run' }
    lines.answer = () => Promise.reject(new ORPCError('REFUSED', { message: 'No run.', data }))
    const refusal = await call().catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ message: 'No run.', ...data })
  })

  it('says that the host is gone when a call breaks off', async () => {
    const { lines, call } = connect()
    lines.answer = () => Promise.reject(new Error('closed while waiting'))
    await expect(call()).rejects.toMatchObject({ code: 'host.unreachable' })
  })

  it('leaves the reason of an abort to who aborted', async () => {
    const { lines, call } = connect()
    const reason = new Error('not needed')
    lines.answer = () => Promise.reject(reason)
    await expect(call(AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})

describe('client/back-off', () => {
  it('doubles from a quarter of a second to five', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(retryDelay)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
  })
})
