import '../../browser.ts'
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import AppView from '../../../../src-renderer/App.svelte'
import { App } from '../../../../src-renderer/state/index.ts'
import { FakeHost } from '../../fake-host.ts'

let app: App | undefined
afterEach(() => app?.close())

const verdict = {
  findings: [
    {
      ...{ by: 'accuracy under the perturbation', outcome: 'does not', finding: 'does not hold' },
      tests: 'of 8 tests, 4 do not hold and 4 are inside the noise',
    },
  ],
  basis: ['Every run is evaluated on the same 500 test images.'],
}
const claim = { name: 'claims-a', title: 'Claim (a)', claim: 'It is so.' }

function openHome(host: FakeHost): void {
  host.answers.set('studies.verdict', () => verdict)
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

  it('says beside each claim what its runs came to, before they are opened', async () => {
    const host = new FakeHost()
    host.answers.set('studies.finished', () => [{ ...claim, runs: [] }])
    openHome(host)
    const finding = await screen.findByText('does not hold')
    expect(finding.closest('li')?.textContent).toMatch(
      /By accuracy under the perturbation\s*does not hold\s*:\s*of 8 tests, 4 do not hold/,
    )
    expect(screen.getByText(verdict.basis[0]).closest('details')).not.toBeNull()
    expect(host.calls.find(({ name }) => name === 'studies.verdict')?.input).toEqual({
      name: 'claims-a',
    })
  })

  it('is not there where no finished runs ship', async () => {
    const host = new FakeHost()
    host.answers.set('studies.finished', () => [])
    openHome(host)
    await screen.findByText(/Sample study/)
    expect(screen.queryByText('Finished claims')).toBeNull()
  })
})
