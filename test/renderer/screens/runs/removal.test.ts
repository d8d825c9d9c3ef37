import '../../browser.ts'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import type { Removed } from '#contract'
import AppView from '../../../../src-renderer/App.svelte'
import { App, plainView } from '../../../../src-renderer/state/index.ts'
import { FakeHost, summary } from '../../fake-host.ts'

type Told = Removed | { kind: 'progress'; done: number; total: number }

let app: App | undefined
afterEach(() => app?.close())

/** The list of deleted runs, one of them selected, and the dialog that asks. */
async function openDialog(told: () => AsyncGenerator<Told>): Promise<FakeHost> {
  const host = new FakeHost(summary({ id: 'a', name: 'first' }))
  host.answers.set('shelf.purge', told)
  localStorage.clear()
  localStorage.setItem('cusp.runs.view', JSON.stringify({ ...plainView, where: 'is:deleted' }))
  window.location.hash = '#/runs'
  app = new App(host.door, window)
  render(AppView, { app })
  await fireEvent.click(await screen.findByRole('checkbox', { name: /select first/i }))
  app.commands.run('selection.purge')
  return host
}

describe('screens/runs/removal', () => {
  it('asks first, shows how far it is, and says what went', async () => {
    let goOn = (): void => undefined
    const host = await openDialog(async function* () {
      yield { kind: 'progress', done: 30, total: 120 }
      await new Promise<void>((resolve) => (goOn = resolve))
      yield { kind: 'removed', runs: 1 }
    })
    const dialog = await screen.findByRole('dialog', { name: 'Remove 1 run for ever?' })
    expect(host.calls.map(({ name }) => name)).not.toContain('shelf.purge')
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Remove for ever' }))
    const bar = await within(dialog).findByRole('progressbar')
    await waitFor(() => expect(bar.getAttribute('aria-valuetext')).toBe('25 %'))
    expect(host.calls.at(-1)).toEqual({ name: 'shelf.purge', input: { runs: ['a'] } })
    goOn()
    expect(await screen.findByText('Removed 1 run for ever.')).toBeTruthy()
    expect(screen.queryByText('1 run selected')).toBeNull()
  })

  it('takes along what could be taken back only while the run was there', async () => {
    await openDialog(async function* () {
      yield { kind: 'removed', runs: 1 }
    })
    app?.toasts.say('Deleted 2 runs.', () => undefined, ['a', 'b'])
    app?.toasts.say('Deleted another.', () => undefined, ['b'])
    const dialog = await screen.findByRole('dialog', { name: 'Remove 1 run for ever?' })
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Remove for ever' }))
    expect(await screen.findByText('Removed 1 run for ever.')).toBeTruthy()
    expect(screen.queryByText('Deleted 2 runs.')).toBeNull()
    expect(screen.getByText('Deleted another.')).toBeTruthy()
  })

  it('says so where it was stopped before all went', async () => {
    await openDialog(async function* () {
      yield { kind: 'removed', runs: 0 }
    })
    const dialog = await screen.findByRole('dialog', { name: 'Remove 1 run for ever?' })
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Remove for ever' }))
    expect(await screen.findByText(/^Stopped; runs whose turn had not come/)).toBeTruthy()
  })
})
