import '../../browser.ts'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import AppView from '../../../../src-renderer/App.svelte'
import { App } from '../../../../src-renderer/state/index.ts'
import { FakeHost } from '../../fake-host.ts'
import { compared } from './compared.ts'

let app: App | undefined
afterEach(() => app?.close())

const claim = { name: 'claims-c', title: 'Claim (c)', claim: 'It is so.' }

/** A comparison of two runs, of which so many are of the claim's study. */
function openWith(ofStudy: number): FakeHost {
  const made = compared({ plain: [[0.9, 0.1, 0.3]], both: [[0.9, 0.6, 0.8]] })
  const runs = made.runs.map((run, at) => ({ ...run, study: at < ofStudy ? claim.name : null }))
  const host = new FakeHost(...runs)
  host.answers.set('runs.compare', () => ({ ...made, runs }))
  host.answers.set('studies.finished', () => [{ ...claim, runs: ['plain0', 'both0', 'third'] }])
  host.answers.set('studies.verdict', () => ({
    findings: [
      {
        ...{ by: 'accuracy under the perturbation', outcome: 'does not', finding: 'does not hold' },
        tests: 'of 3 tests, 3 do not hold',
      },
    ],
    basis: ['Every run is evaluated on the same 500 test images.'],
  }))
  host.answers.set('reports.list', () => [])
  host.answers.set('reports.create', () => ({ id: 'report' }))
  host.answers.set('reports.append', () => ({}))
  localStorage.clear()
  window.location.hash = `#/compare?runs=${runs.map(({ id }) => id).join(',')}`
  app = new App(host.door, window)
  render(AppView, { app })
  return host
}

describe('screens/comparison/claims', () => {
  it('says the verdict where runs of a claim’s study are compared, and of how many it is', async () => {
    openWith(2)
    const strip = await screen.findByRole('region', { name: 'Verdict on Claim (c)' })
    expect(await within(strip).findByText('does not hold')).toBeTruthy()
    expect(within(strip).getByText(/2 of its 3 runs compared here/)).toBeTruthy()
    const link = within(strip).getByRole('link', { name: 'All finished claims' })
    expect(link.getAttribute('href')).toBe('#/')
  })

  it('takes the verdict along into a report', async () => {
    const host = openWith(2)
    await screen.findByRole('region', { name: 'Verdict on Claim (c)' })
    await fireEvent.click(screen.getByRole('button', { name: 'Add to report' }))
    await fireEvent.click(await screen.findByRole('menuitem', { name: /New report/ }))
    const appended = () =>
      host.calls.flatMap(({ name, input }) =>
        name === 'reports.append' ? [(input as { spec: object }).spec] : [],
      )
    await waitFor(() => expect(appended()).toHaveLength(2))
    expect(appended()).toMatchObject([
      { panel: 'comparison' },
      { panel: 'verdict', study: 'claims-c', size: 'digits' },
    ])
  })

  it('is silent of one run of a study among others', async () => {
    openWith(1)
    await screen.findByRole('list', { name: 'Compared groups' })
    expect(screen.queryByRole('region', { name: /Verdict/ })).toBeNull()
  })
})
