import '../../browser.ts'
import { fireEvent, render, screen } from '@testing-library/svelte'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { asksAbout, formatQuery, parseQuery } from '#contract'
import AppView from '../../../../src-renderer/App.svelte'
import { filterAmong, places } from '../../../../src-renderer/screens/runs/put-away.ts'
import { App, plainView } from '../../../../src-renderer/state/index.ts'
import { queries } from '../../../main/query/queries.ts'
import { FakeHost, summary } from '../../fake-host.ts'

let app: App | undefined
afterEach(() => app?.close())

/** The list over a host that has as many runs as `counts` says of each filter, and none of others. */
async function openRuns(where: string, counts: Readonly<Record<string, number>>) {
  const host = new FakeHost(summary({ id: 'a', name: 'first' }))
  const whole = host.table()
  host.answers.set('table.page', (asked: { where: string; limit: number }) => {
    const runs = counts[asked.where] ?? 0
    return { ...whole, rows: runs > 0 && asked.limit > 0 ? whole.rows : [], runs, total: runs }
  })
  localStorage.clear()
  localStorage.setItem('cusp.runs.view', JSON.stringify({ ...plainView, where }))
  window.location.hash = '#/runs'
  app = new App(host.door, window)
  render(AppView, { app })
}

describe('screens/runs/put-away', () => {
  it('asks the same among those put away, unless the filter speaks of them', () => {
    fc.assert(
      fc.property(queries, fc.constantFrom(...places), (query, place) => {
        const among = filterAmong(formatQuery(query), place)
        if (asksAbout(query, place)) expect(among).toBeNull()
        else expect(asksAbout(parseQuery(among ?? '').query ?? { is: 'all' }, place)).toBe(true)
      }),
    )
    expect(filterAmong('tag:a or tag:b', 'deleted')).toBe('(tag:a or tag:b) and is:deleted')
    expect(filterAmong('adv >', 'deleted')).toBeNull()
  })

  it('leads to deleted runs where every run is deleted', async () => {
    await openRuns('', { 'is:deleted': 1 })
    expect(await screen.findByRole('heading', { name: 'Every run is deleted' })).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Show deleted runs (1)' }))
    expect(await screen.findByText('first')).toBeTruthy()
  })

  it('says what a filter leaves out, and leads there', async () => {
    await openRuns('tag:mine', { 'tag:mine and is:archived': 2, 'tag:mine and is:deleted': 1 })
    expect(await screen.findByText('But for 2 archived and 1 deleted runs.')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Show the archive (2)' }))
    expect(await screen.findByText('first')).toBeTruthy()
  })

  it('says “no runs yet” only of a folder that has none', async () => {
    await openRuns('', {})
    expect(await screen.findByRole('heading', { name: 'No runs yet' })).toBeTruthy()
  })

  it('does not speak of a match where the deleted ones are asked for and there are none', async () => {
    await openRuns('is:deleted', {})
    expect(await screen.findByRole('heading', { name: 'No run is deleted' })).toBeTruthy()
  })
})
