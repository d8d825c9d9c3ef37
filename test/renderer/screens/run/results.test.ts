import '../../browser.ts'
import { render, screen, within } from '@testing-library/svelte'
import axe from 'axe-core'
import { tick } from 'svelte'
import { describe, expect, it } from 'vitest'
import { wilson } from '#contract'
import RateNotes from '../../../../src-renderer/run/RateNotes.svelte'
import Corruptions from '../../../../src-renderer/screens/run/Corruptions.svelte'
import Heatmap from '../../../../src-renderer/screens/run/Heatmap.svelte'
import { headlineWords } from '../../../../src-renderer/screens/run/headline.ts'
import MaskingPanel from '../../../../src-renderer/screens/run/MaskingPanel.svelte'
import { scoreRows } from '../../../../src-renderer/screens/run/score-rows.ts'
import ScoreTable from '../../../../src-renderer/screens/run/ScoreTable.svelte'
import { scores, summary } from '../../fake-host.ts'
import { evaluation } from './evaluated.ts'

/** Each row of the table as its cells, with a space between two. */
const rowsOf = () =>
  screen.getAllByRole('row').map((row) =>
    Array.from(row.children, (cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '')
      .join(' '),
  )

/** Everything axe finds wrong without a layout. */
async function violations(): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } }
  return (await axe.run(document.body, { rules })).violations.map(({ id }) => id)
}

describe('screens/run/score-rows', () => {
  const rows = scoreRows(evaluation, (share, count) => wilson(share * count, count))

  it('begins a family with its worst case and ends with the worst of both and corruptions', () => {
    expect(rows.map(({ title, under }) => title || under)).toEqual([
      ...['Clean', 'Adversarial', 'PGD-20', 'Square', 'Spatial', 'Worst case', 'Corruption'],
    ])
    expect(rows.find(({ title }) => title === 'Adversarial')?.under).toMatch(/worst of 2 attacks/)
  })

  it('says of every rate what its attack climbs', () => {
    expect(rows.map(({ climbs }) => climbs)).toEqual([
      ...['–', 'the true label', 'the true label', 'the true label'],
      ...['its own prediction', '–', '–'],
    ])
  })

  it('has no interval for a mean, and none of the later rows for an old evaluation', () => {
    expect(rows.at(-1)).toMatchObject({ accuracy: 0.6, interval: null })
    const { worstCase: _worst, corruption: _corruption, ...old } = evaluation.scores!
    const of = scoreRows({ ...evaluation, scores: old }, () => [0, 1])
    expect(of.at(-1)?.title).toBe('Spatial')
  })
})

describe('screens/run/headline', () => {
  it('names the worst case, and doubts it where masking is suspected', () => {
    expect(headlineWords(evaluation)).toBe(
      'Of 200 test images it gets right: 0.950 as they are, 0.400 under attack, 0.700 when turned or ' +
        'shifted, and 0.350 whichever of these is worse. Gradient masking is suspected: it may do worse.',
    )
  })
})

describe('screens/run/results', () => {
  it('shows a row a plan with its interval', async () => {
    const asked: string[] = []
    render(ScoreTable, { evaluation, onimages: (plan: string) => void asked.push(plan) })
    expect(rowsOf()).toContain('PGD-20 the true label 0.500 ± .069 0.431 to 0.569 0.550')
    // A worst case leads to the images of the attack that fools most.
    const worst = evaluation.plans
      .filter(({ family, headline }) => family === 'adversarial' && headline)
      .reduce((one, other) => (other.accuracy < one.accuracy ? other : one))
    const row = screen.getByRole('row', { name: /^Adversarial/ })
    within(row).getByRole('link').click()
    expect(asked).toEqual([worst.key])
    expect(await violations()).toEqual([])
  })

  it('shows each signal of masking with what was counted', async () => {
    render(MaskingPanel, { masking: evaluation.masking! })
    expect(rowsOf().slice(1)).toEqual([
      'Zero gradients fires 9 of 64 images.',
      'Huge radius resisted not examined Not examined.',
      'Loss on a plateau silent 0 of 64 images.',
    ])
    expect(await violations()).toEqual([])
  })

  it('shows accuracy over rotation × translation, or the invariance rate', async () => {
    render(Heatmap, { heatmap: evaluation.heatmaps[0] })
    expect(rowsOf()).toEqual(['Rotation ± 0 px ± 2 px', '± 0° 0.950 –', '± 30° – 0.700'])
    screen.getByRole('radio', { name: 'Invariance' }).click()
    await tick()
    expect(rowsOf()).toEqual(['Rotation ± 0 px ± 2 px', '± 0° 1.000 –', '± 30° – 0.800'])
    expect(await violations()).toEqual([])
  })

  it('lays corruptions out by severity', async () => {
    render(Corruptions, { evaluation })
    const table = within(screen.getByRole('region', { name: 'Table of corruptions' }))
    expect(table.getByRole('columnheader', { name: 'Severity 3' })).toBeTruthy()
    expect(rowsOf()[1]).toBe('fog 0.700 0.500 0.600')
    expect(await violations()).toEqual([])
  })

  it('says beside rates of several runs what was climbed, and whose rates mean nothing', () => {
    const fair = { ...scores(0.9, 0.5, 0.6), adversarialClimbs: 'label' as const }
    const constant = { ...scores(0.1, 0.1, 0.1), degenerate: true }
    const runs = [
      summary({ id: 'a', name: 'fair', scores: fair }),
      summary({ id: 'b', name: 'constant', scores: constant }),
    ]
    const { container } = render(RateNotes, { runs })
    expect(container.textContent).toContain('adversarial attacks climb the true label')
    expect(screen.getAllByRole('note')).toHaveLength(1)
    expect(screen.getByRole('note').textContent).toMatch(/constant gives nearly every image/)
  })
})
