import '../../browser.ts'
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import AppView from '../../../../src-renderer/App.svelte'
import { App } from '../../../../src-renderer/state/index.ts'
import { FakeHost } from '../../fake-host.ts'

let app: App | undefined
afterEach(() => app?.close())

const claim = { name: 'claims-a', title: 'Claim (a)', claim: 'It is so.' }

function openHome(host: FakeHost): void {
  host.answers.set('system.status', () => ({
    ...{ version: '0', dataFolder: '/d', databaseBytes: 0 },
    ...{ runs: 0, running: 0, waiting: 0, engine: 'onnx' },
  }))
  host.answers.set('studies.sample', () => ({ name: 's', question: 'q', specs: [], runs: [] }))
  localStorage.clear()
  window.location.hash = '#/'
  app = new App(host.door, window)
  render(AppView, { app })
}

describe('screens/home/FinishedClaims', () => {
  it('brings the finished runs of a claim in and compares them, now and later', async () => {
    const host = new FakeHost()
    let runs: string[] = []
    host.answers.set('studies.finished', () => [{ ...claim, runs }])
    host.answers.set('studies.open', () => {
      runs = ['r1', 'r2']
      return { study: 'claims-a', runs, added: 2 }
    })
    openHome(host)
    await fireEvent.click(await screen.findByLabelText('Open the finished runs of claims-a'))
    await waitFor(() => expect(window.location.hash).toBe('#/compare?runs=r1,r2'))
    window.location.hash = '#/'
    const again = { name: 'Compare the finished runs of claims-a' }
    const link = await screen.findByRole('link', again, { timeout: 4_000 })
    expect(link.getAttribute('href')).toBe('#/compare?runs=r1,r2')
    expect(host.calls.filter(({ name }) => name === 'studies.open')).toEqual([
      { name: 'studies.open', input: { name: 'claims-a' } },
    ])
  })

  it('is not there where no finished runs ship', async () => {
    const host = new FakeHost()
    host.answers.set('studies.finished', () => [])
    openHome(host)
    await screen.findByText(/Sample study/)
    expect(screen.queryByText('Finished claims')).toBeNull()
  })
})
