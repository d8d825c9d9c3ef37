import '../../browser.ts'
import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RunSummary } from '#contract'
import AppView from '../../../../src-renderer/App.svelte'
import { App } from '../../../../src-renderer/state/index.ts'
import { FakeHost, summary } from '../../fake-host.ts'

let app: App | undefined
afterEach(() => app?.close())

/** The queue's screen over as many waiting runs, which are moved as the host moves them. */
async function open(count: number): Promise<FakeHost> {
  window.location.hash = '#/queue'
  localStorage.clear()
  const waiting = Array.from({ length: count }, (_, seed) =>
    summary({ id: `run-${seed}`, name: 'plain', seed }),
  )
  const host = new FakeHost(...waiting)
  let order: readonly RunSummary[] = waiting
  host.answers.set('queue.get', () => ({ concurrency: 1, running: [], waiting: order }))
  host.answers.set('queue.move', ({ run, to }: { run: string; to: number }) => {
    const others = order.filter(({ id }) => id !== run)
    order = others.toSpliced(to, 0, ...order.filter(({ id }) => id === run))
    return { concurrency: 1, running: [], waiting: order }
  })
  for (const call of ['runs.pause', 'runs.cancel', 'queue.set']) host.answers.set(call, () => ({}))
  app = new App(host.door, window)
  render(AppView, { app })
  await screen.findAllByRole('button', { name: 'Pause plain' })
  return host
}

const palette = async () => {
  await fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  return screen.findByRole('combobox', { name: 'Command, curriculum or run' })
}
const type = (field: HTMLElement, value: string) => fireEvent.input(field, { target: { value } })
const enter = (field: HTMLElement) => fireEvent.keyDown(field, { key: 'Enter' })
const found = () => screen.getByRole('listbox', { name: 'Found' })
const offered = () =>
  within(found())
    .getAllByRole('option')
    .map(({ textContent }) => textContent.trim())
const inputsOf = (host: FakeHost, call: string) =>
  host.calls.flatMap(({ name, input }) => (name === call ? [input] : []))

describe('screens/queue/queue-commands', () => {
  it('lists as many commands for twelve runs as for one', async () => {
    await open(12)
    const mine = (app?.commands.all ?? []).filter(({ group }) => group === 'Queue')
    expect(mine.map(({ title }) => title)).toEqual([
      'Move a waiting run…',
      'Pause a run…',
      'Cancel a run…',
      'Runs computed at a time…',
    ])
  })

  it('asks which run and where to, and moves it there', async () => {
    const host = await open(3)
    const field = await palette()
    await type(field, 'move a waiting')
    await enter(field)
    const which = await screen.findByRole('combobox', { name: 'Which run?' })
    expect(offered()).toHaveLength(3)
    await type(which, 'seed 2')
    await enter(which)
    const where = await screen.findByRole('combobox', { name: 'Where to?' })
    // It is the last: it can only rise.
    expect(offered().map((each) => each.replace(/ *Queue$/, ''))).toEqual([
      'Move plain, seed 2 to the front',
      'Move plain, seed 2 up',
    ])
    await enter(where)
    expect(inputsOf(host, 'queue.move')).toEqual([{ run: 'run-2', to: 0 }])
    await vi.waitFor(() => expect(screen.queryByRole('listbox', { name: 'Found' })).toBeNull())
  })

  it('finds a choice by name without asking', async () => {
    const host = await open(3)
    const field = await palette()
    await type(field, 'pause plain seed 1')
    await enter(field)
    expect(inputsOf(host, 'runs.pause')).toEqual([{ run: 'run-1' }])
  })

  it('goes back a question by Escape or Backspace, and forgets all when it is closed', async () => {
    await open(2)
    const field = await palette()
    await type(field, 'move a waiting')
    await enter(field)
    const which = await screen.findByRole('combobox', { name: 'Which run?' })
    await enter(which)
    const where = await screen.findByRole('combobox', { name: 'Where to?' })
    await fireEvent.keyDown(where, { key: 'Backspace' })
    const again = await screen.findByRole('combobox', { name: 'Which run?' })
    await fireEvent.keyDown(again, { key: 'Escape' })
    const first = await screen.findByRole('combobox', { name: 'Command, curriculum or run' })
    await type(first, 'runs computed')
    await enter(first)
    await screen.findByRole('combobox', { name: 'How many at a time?' })
    screen.getByRole<HTMLDialogElement>('dialog', { name: 'Find a command' }).close()
    await vi.waitFor(() => expect(app?.commands.asked).toEqual([]))
  })

  it('asks before it cancels', async () => {
    const host = await open(2)
    const field = await palette()
    await type(field, 'cancel plain seed 1')
    await enter(field)
    const sure = await screen.findByRole('button', { name: 'Cancel the run' })
    expect(inputsOf(host, 'runs.cancel')).toEqual([])
    sure.click()
    await vi.waitFor(() => expect(inputsOf(host, 'runs.cancel')).toEqual([{ run: 'run-1' }]))
  })

  it('offers every number of runs at a time but the present one, asked from elsewhere too', async () => {
    const host = await open(1)
    expect(app?.commands.run('queue.ask.concurrency')).toBe(true)
    const field = await screen.findByRole('combobox', { name: 'How many at a time?' })
    expect(offered()).toHaveLength(7)
    await type(field, '3 runs')
    await enter(field)
    expect(inputsOf(host, 'queue.set')).toEqual([{ concurrency: 3 }])
  })
})
