import '../../browser.ts'
import { render, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import AppView from '../../../../src-renderer/App.svelte'
import { App } from '../../../../src-renderer/state/index.ts'
import { FakeHost, summary } from '../../fake-host.ts'

let app: App | undefined
afterEach(() => app?.close())

describe('screens/queue/row-commands', () => {
  it('moves and pauses runs by commands that are possible when their buttons are', async () => {
    window.location.hash = '#/queue'
    const waiting = ['one', 'two'].map((name) => summary({ id: `run-${name}`, name }))
    const host = new FakeHost(...waiting)
    const queue = (runs: typeof waiting) => ({ concurrency: 1, running: [], waiting: runs })
    let order = waiting
    host.answers.set('queue.get', () => queue(order))
    host.answers.set('queue.move', () => queue((order = order.toReversed())))
    host.answers.set('runs.pause', () => ({}))
    app = new App(host.door, window)
    render(AppView, { app })
    await screen.findByRole('button', { name: 'Move two up' })
    const { commands } = app
    expect(commands.run('queue.up.run-one')).toBe(false)
    expect(commands.run('queue.down.run-two')).toBe(false)
    expect(commands.run('queue.up.run-two')).toBe(true)
    await vi.waitFor(() => expect(commands.run('queue.up.run-one')).toBe(true))
    expect(commands.run('queue.pause.run-one')).toBe(true)
    await vi.waitFor(() =>
      expect(host.calls).toContainEqual({ name: 'runs.pause', input: { run: 'run-one' } }),
    )
    expect(
      host.calls.filter(({ name }) => name === 'queue.move').map(({ input }) => input),
    ).toEqual([
      { run: 'run-two', to: 0 },
      { run: 'run-one', to: 0 },
    ])
  })
})
