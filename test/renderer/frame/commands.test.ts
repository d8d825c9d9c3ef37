import '../browser.ts'
import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { menuCommands } from '#contract'
import AppView from '../../../src-renderer/App.svelte'
import { App } from '../../../src-renderer/state/index.ts'
import { FakeHost, summary } from '../fake-host.ts'

let app: App | undefined

function open(hash: string, ...runs: ReturnType<typeof summary>[]): FakeHost {
  window.location.hash = hash
  localStorage.clear()
  const host = new FakeHost(...runs)
  const waiting = runs.filter(({ state }) => state === 'queued')
  host.answers.set('queue.get', () => ({ concurrency: 1, running: [], waiting }))
  host.answers.set('queue.move', ({ run, to }: { run: string; to: number }) => {
    const others = waiting.filter(({ id }) => id !== run)
    const moved = waiting.filter(({ id }) => id === run)
    return { concurrency: 1, running: [], waiting: others.toSpliced(to, 0, ...moved) }
  })
  app = new App(host.door, window)
  render(AppView, { app })
  return host
}

const press = (key: string, held: Partial<KeyboardEventInit> = {}) =>
  fireEvent.keyDown(document.body, { key, ...held })

describe('frame/commands', () => {
  afterEach(() => app?.close())

  it('finds a command by its first letters and runs it with Enter', async () => {
    open('#/help')
    await press('k', { ctrlKey: true })
    const field = await screen.findByRole('combobox')
    await fireEvent.input(field, { target: { value: 'to theory' } })
    await fireEvent.keyDown(field, { key: 'Enter' })
    await vi.waitFor(() => expect(app?.router.route).toEqual({ screen: 'theory' }))
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('finds a run by its name', async () => {
    open('#/help', summary({ id: 'r1', name: 'a certain run', state: 'queued' }))
    await vi.waitFor(() => expect(app?.runs.all).toHaveLength(1))
    await press('k', { ctrlKey: true })
    const field = await screen.findByRole('combobox')
    await fireEvent.input(field, { target: { value: 'certain' } })
    const found = screen.getByRole('option', { selected: true })
    expect(found.textContent).toContain('a certain run')
  })

  it('lists every command with keys on the cheat-sheet', async () => {
    open('#/help')
    await press('?')
    const sheet = await screen.findByRole('dialog', { name: 'Shortcuts' })
    for (const command of menuCommands) {
      if ('keys' in command) expect(within(sheet).getByText(command.title)).toBeTruthy()
    }
  })

  it('does what the native menu asks of its own window, and of no other', async () => {
    open('#/help')
    const ask = (source: Window | null) =>
      window.dispatchEvent(
        new MessageEvent('message', { source, data: { kind: 'command', id: 'go.theory' } }),
      )
    ask(null)
    await tick()
    expect(app?.router.route.screen).toBe('help')
    ask(window)
    await vi.waitFor(() => expect(app?.router.route.screen).toBe('theory'))
  })

  it('opens the help on the screen that F1 was pressed on', async () => {
    open('#/queue')
    await screen.findByText('Nothing waits')
    await press('F1')
    await screen.findByRole('heading', { name: 'The queue: pause, resume, recover' })
  })

  it('shows the tour until it is skipped, and never again', async () => {
    open('#/help')
    expect(screen.getByRole('region', { name: 'Tour' })).toBeTruthy()
    screen.getByRole('button', { name: 'Skip the tour' }).click()
    await tick()
    expect(screen.queryByRole('region', { name: 'Tour' })).toBeNull()
    expect(localStorage.getItem('cusp.tour')).toBe('-1')
  })

  it('moves a waiting run by its button and says where it is', async () => {
    const one = summary({ id: 'r1', name: 'first', state: 'queued' })
    const two = summary({ id: 'r2', name: 'second', state: 'queued' })
    const host = open('#/queue', one, two)
    const button = await screen.findByRole('button', { name: 'Move second up' })
    button.click()
    await screen.findByText('second is now number 1 of 2.')
    expect(host.calls).toContainEqual({ name: 'queue.move', input: { run: 'r2', to: 0 } })
  })
})
