import '../../browser.ts'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import { familyCurve } from '#contract'
import AppView from '../../../../src-renderer/App.svelte'
import { frontChart, frontOf } from '../../../../src-renderer/screens/theory/charts.ts'
import { App } from '../../../../src-renderer/state/index.ts'
import { FakeHost } from '../../fake-host.ts'

let app: App | undefined
afterEach(() => app?.close())

function openTheory(): void {
  const host = new FakeHost()
  host.answers.set('system.status', () => ({
    ...{ version: '0', dataFolder: '/d', databaseBytes: 0 },
    ...{ runs: 0, running: 0, waiting: 0, engine: 'onnx' },
  }))
  localStorage.clear()
  window.location.hash = '#/theory'
  app = new App(host.door, window)
  render(AppView, { app })
}

describe('screens/theory', () => {
  it('is led to by the navigation, and says whose setting it is', async () => {
    openTheory()
    const link = await screen.findByRole('link', { name: 'Theory' })
    expect(link.getAttribute('aria-current')).toBe('page')
    expect(screen.getByText(/our own instantiation, not the paper’s theorem/)).toBeTruthy()
  })

  it('says the trade-off anew when a slider moves', async () => {
    openTheory()
    const slider = await screen.findByLabelText('ε, adversary')
    const said = () => document.querySelector('[aria-live="polite"].soft')?.textContent
    expect(said()).toMatch(/spatial accuracy is at most 0\.\d{3}/)
    await fireEvent.input(slider, { target: { value: '0.1' } })
    expect(said()).toMatch(/The bound says nothing here/)
  })

  it('draws a front that falls as spatial accuracy rises', () => {
    const front = frontOf(familyCurve({ n: 60, eta: 0.2, p: 0.9 }, 0.4, 31))
    expect(front.length).toBeGreaterThan(3)
    const heights = front.map(({ adversarialAccuracy }) => adversarialAccuracy)
    expect(heights).toEqual(heights.toSorted((a, b) => b - a))
    expect(frontChart(front, null).marks).toEqual([])
  })
})
