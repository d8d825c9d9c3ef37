import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startHost, type HostProcess, type HostSpec } from '../../../src-main/executor/host.ts'
import type { HostState } from '../../../src-main/executor/host-state.ts'

const hosts: HostProcess[] = []
afterEach(() => Promise.all(hosts.splice(0).map((host) => host.stop())))

function start(program: string, spec: Partial<HostSpec> = {}): HostProcess {
  const entry = join(import.meta.dirname, 'programs', `${program}.ts`)
  const patience = { askedMs: 200, toldMs: 200 }
  const host = startHost({ dataDir: '/data', entry, patience, ...spec })
  hosts.push(host)
  return host
}

function reach(host: HostProcess, kind: HostState['kind']): Promise<HostState> {
  if (host.state.kind === kind) return Promise.resolve(host.state)
  return new Promise((resolve) => {
    const off = host.onState((state) => {
      if (state.kind !== kind) return
      off()
      resolve(state)
    })
  })
}

function frames(host: HostProcess, count: number): Promise<unknown[]> {
  const received: unknown[] = []
  return new Promise((resolve) => {
    host.onFrame(({ client, data }) => {
      received.push([client, data])
      if (received.length === count) resolve(received)
    })
  })
}

describe('executor/host', () => {
  it('becomes ready, and carries frames with typed arrays both ways', async () => {
    const host = start('obedient-host')
    expect(await reach(host, 'ready')).toEqual({ kind: 'ready', version: '1.2.3' })
    const received = frames(host, 2)
    host.send({ kind: 'frame', client: 3, data: new Uint8Array([1, 255]) })
    expect(await received).toEqual([
      [3, new Uint8Array([1, 255])],
      [3, '/data'],
    ])
  })

  it('keeps what is sent before it is ready, in order', async () => {
    const host = start('obedient-host')
    expect(host.state.kind).toBe('starting')
    const received = frames(host, 4)
    host.send({ kind: 'frame', client: 1, data: 'first' })
    host.send({ kind: 'frame', client: 1, data: 'second' })
    expect((await received).map((frame) => (frame as string[])[1])).toEqual([
      'first',
      '/data',
      'second',
      '/data',
    ])
  })

  it('comes back after a crash, as another process', async () => {
    const host = start('obedient-host', { backOff: { firstMs: 1, windowMs: 60_000, limit: 3 } })
    await reach(host, 'ready')
    const { pid } = host
    const crashed = reach(host, 'crashed')
    host.send({ kind: 'frame', client: 1, data: 'crash' })
    const why = 'The host ended with exit code 7.'
    expect(await crashed).toEqual({ kind: 'crashed', why, retryMs: 1 })
    await reach(host, 'ready')
    expect(host.pid).not.toBe(pid)
  })

  it('is broken after too many crashes, and says what it wrote last', async () => {
    const host = start('crashing-host', { backOff: { firstMs: 1, windowMs: 60_000, limit: 2 } })
    const state = await reach(host, 'broken')
    expect(state).toMatchObject({ kind: 'broken' })
    expect(state.kind === 'broken' && state.why).toContain('ended with exit code 1:\n')
  })

  it('stays refused, with the reason it gave', async () => {
    const host = start('refusing-host')
    const refused = { code: 'folder.in-use', message: 'Held by another.', exit: 3 }
    expect(await reach(host, 'refused')).toEqual({ kind: 'refused', ...refused })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(host.state.kind).toBe('refused')
  })

  it('stops when asked, by itself', async () => {
    const host = start('obedient-host', { patience: { askedMs: 120_000, toldMs: 120_000 } })
    await reach(host, 'ready')
    await host.stop()
    expect(host.state).toEqual({ kind: 'stopped' })
  })

  it('kills a host that does not stop', async () => {
    const host = start('stubborn-host')
    await reach(host, 'ready')
    const pid = host.pid ?? Number.NaN
    await host.stop()
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })
})
