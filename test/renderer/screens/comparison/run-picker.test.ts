import '../../browser.ts'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import AppView from '../../../../src-renderer/App.svelte'
import { App } from '../../../../src-renderer/state/index.ts'
import { FakeHost, scores, summary } from '../../fake-host.ts'

let app: App | undefined
afterEach(() => {
  app?.close()
  app = undefined
})

function open(count: number): App {
  const runs = Array.from({ length: count }, (_, i) =>
    summary({
      ...{ id: `run-${i}`, number: i + 1, name: i % 2 === 0 ? 'plain' : 'both', seed: i },
      ...{ state: 'finished', scores: scores(0.9, 0.5, 0.4) },
    }),
  )
  const host = new FakeHost(...runs)
  window.location.hash = '#/compare'
  localStorage.clear()
  app = new App(host.door, window)
  render(AppView, { app })
  return app
}

describe('screens/comparison/run-picker', () => {
  it('finds runs of a long list by name and seed, and keeps those that were chosen', async () => {
    const opened = open(14)
    const field = await screen.findByRole('searchbox', { name: 'Find by name or seed' })
    const boxes = () => screen.queryAllByRole('checkbox')
    expect(boxes()).toHaveLength(14)
    await fireEvent.click(await screen.findByRole('checkbox', { name: /plain.*seed 2/ }))
    await fireEvent.input(field, { target: { value: 'both 13' } })
    expect(boxes()).toHaveLength(2)
    await fireEvent.click(screen.getByRole('checkbox', { name: /both.*seed 13/ }))
    await fireEvent.click(screen.getByRole('button', { name: 'Compare 2 runs' }))
    expect(opened.router.route).toMatchObject({ screen: 'comparison', runs: ['run-2', 'run-13'] })
  })

  it('asks nothing of whoever has a dozen runs', async () => {
    open(12)
    await screen.findByRole('checkbox', { name: /both.*seed 11/ })
    expect(screen.queryByRole('searchbox')).toBeNull()
  })
})
