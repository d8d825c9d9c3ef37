import '../browser.ts'
import { describe, expect, it, vi } from 'vitest'
import { App } from '../../../src-renderer/state/index.ts'
import { FakeHost, summary } from '../fake-host.ts'

function open(host: FakeHost): App {
  window.location.hash = ''
  return new App(host.door, window)
}

describe('state/app', () => {
  it('lists runs newest first', async () => {
    const runs = [1, 2, 3].map((n) => summary({ id: `r${n}`, number: n }))
    const app = open(new FakeHost(...runs))
    await vi.waitFor(() => expect(app.runs.all.map(({ id }) => id)).toEqual(['r3', 'r2', 'r1']))
    app.close()
  })

  it('keeps the host’s order for runs made in one instant', async () => {
    const runs = ['m', 'a', 'z'].map((id, i) => summary({ id, number: i + 1, createdAt: 1 }))
    const app = open(new FakeHost(...runs))
    await vi.waitFor(() => expect(app.runs.all.map(({ id }) => id)).toEqual(['z', 'a', 'm']))
    app.close()
  })

  it('asks again after news of a run', async () => {
    const host = new FakeHost(summary())
    const app = open(host)
    await vi.waitFor(() => expect(app.runs.all).toHaveLength(1))
    host.change('run-1', { state: 'running', step: 7 })
    host.tell({ kind: 'run', run: 'run-1', seq: 9 })
    await vi.waitFor(() => expect(app.runs.find('run-1')?.step).toBe(7))
    app.close()
  })

  it('shows a refusal in the host’s own words and goes on', async () => {
    const host = new FakeHost(summary())
    const app = open(host)
    host.answers.set('runs.pause', () => {
      throw new Error('The run “plain” is not running.')
    })
    const outcome = await app.attempt(app.host.runs.pause({ run: 'run-1' }))
    expect(outcome).toBeNull()
    expect(app.toasts.all.map(({ text }) => text)).toEqual(['The run “plain” is not running.'])
    app.close()
  })

  it('knows when the connection is lost', () => {
    const host = new FakeHost()
    const app = open(host)
    host.enter({ kind: 'lost', retryMs: 100 })
    expect(app.connection.state.kind).toBe('lost')
    app.close()
  })

  it('finds the screen of the address again', () => {
    window.location.hash = '#/runs/abc'
    const app = new App(new FakeHost().door, window)
    expect(app.router.route).toEqual({ screen: 'run', id: 'abc' })
    app.close()
  })
})
