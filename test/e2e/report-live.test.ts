import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSpecInput } from '#spec'
import { runCusp } from '../main/cli/run-cusp.ts'
import { openServedPage, type ServedPage } from './served-page.ts'

/** Training and evaluation are short, but not on a machine that does much else. */
const patience = { timeout: 240_000 }

const evaluation: NonNullable<RunSpecInput['evaluation']> = {
  ...{ version: 1, name: 'early', subset: { count: 16 } },
  plans: [{ attack: 'fgsm', norm: 'linf', epsilon: 0.1 }],
  gallery: 0,
}
const spec: RunSpecInput = {
  ...{ version: 1, name: 'tiny', model: { architecture: 'std-cnn' }, epochs: 2, batchSize: 64 },
  dataset: { source: { kind: 'digits' }, train: 256, test: 64 },
  probe: { count: 16 },
  curriculum: { lanes: { learningRate: [{ at: { step: 0 }, value: 0.002 }] } },
  evaluation,
}

let opened: ServedPage
let run = ''

beforeAll(async () => {
  opened = await openServedPage(async ({ folder }) => {
    await writeFile(join(folder, 'spec.json'), JSON.stringify(spec))
    const later: typeof evaluation = { ...evaluation, name: 'later', subset: { count: 61 } }
    await writeFile(join(folder, 'later.json'), JSON.stringify(later))
    const trained = await runCusp(['run', 'spec.json', '--json'], folder)
    run = (JSON.parse(trained.stdout) as { runs: { id: string }[] }).runs[0]?.id ?? ''
    const panel = JSON.stringify({ panel: 'table', runs: [run], metrics: ['clean', 'adversarial'] })
    const block = `\`\`\`cusp\n${panel}\n\`\`\``
    await writeFile(join(folder, 'text.md'), `# Live\n\n${block}\n\n# Frozen\n\n${block}\n`)
    expect(await runCusp(['report', 'save', 'Both', 'text.md'], folder)).toMatchObject({ code: 0 })
  })
})
afterAll(() => opened.close())

describe('e2e/report-live: an evaluation while a report is open', () => {
  it('moves the live panel and its provenance, and neither of the frozen one', async () => {
    const { page, served, complaints } = opened
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: /^Reports/ })
      .click()
    await page.getByRole('link', { name: 'Both' }).click()
    const figures = page.getByRole('article').getByRole('figure')
    const [live, frozen] = [figures.nth(0), figures.nth(1)]
    await frozen.getByRole('button', { name: /^Freeze/ }).click()
    await frozen.getByText('frozen', { exact: true }).waitFor()
    await live.getByText(/protocol early, 16 images/).waitFor()
    const kept = await frozen.innerText()
    const was = await live.getByRole('row').nth(1).innerText()

    const ended = await runCusp(
      ['evaluate', run, '--protocol', 'later.json', '--json'],
      served.folder,
    )
    expect(ended).toMatchObject({ code: 0 })
    const listed = await runCusp(['runs', '--json'], served.folder)
    const [{ scores }] = (JSON.parse(listed.stdout) as { runs: [{ scores: { clean: number } }] })
      .runs
    await expect.poll(() => live.innerText(), patience).toContain('protocol later, 61 images')
    const now = await live.getByRole('row').nth(1).innerText()
    expect(now).not.toBe(was)
    expect(now).toContain(scores.clean.toFixed(3))
    expect(await frozen.innerText()).toBe(kept)
    expect(kept).toContain('protocol early, 16 images')

    // Asked again from an empty page, the host says the same of both.
    await page.reload()
    await expect.poll(() => live.innerText(), patience).toContain('protocol later, 61 images')
    await expect.poll(() => frozen.innerText(), patience).toBe(kept)
    await frozen.getByRole('button', { name: /^Compare/ }).click()
    await frozen.getByText(/changed since it was frozen$/).waitFor()
    expect(complaints).toEqual([])
  })
})
