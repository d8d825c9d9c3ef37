import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveCusp } from '../e2e/served.ts'
import { launchBrowser } from '../setup/chromium.ts'
import { fillWithRuns } from '../setup/many-runs.ts'
import { median } from './table.ts'

/**
 * `npm run bench:ui:table`: from a key press in the runs table of 10,000 runs until the answer is
 * drawn, in Chromium with software rendering: a filter that is typed (its pause of 150 ms is taken
 * off) and a click on a heading.
 */
const rounds = 7
const data = await mkdtemp(join(tmpdir(), 'cusp-bench-'))
fillWithRuns(data, 10_000, 20)
const served = await serveCusp(['--data', data])
const browser = await launchBrowser()
try {
  const page = await (await browser.newContext()).newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(served.address)
  await page.getByRole('link', { name: /^Runs/ }).first().click()
  await page.locator('tr[data-index="0"] td.name a').waitFor()
  const filter = page.getByRole('combobox', { name: 'Filter runs' })
  const note = page.locator('header .note')
  const firstRow = page.locator('tr[data-index="0"] td.name a')
  const [filters, sorts]: number[][] = [[], []]
  for (let round = 0; round < rounds; round++) {
    await filter.fill('')
    await filter.press('Enter')
    await until(async () => (await note.textContent()) === '10,000 runs')
    await filter.fill(`adv > 0.4${round + 1}`)
    const start = performance.now()
    await filter.press('Enter')
    await note.filter({ hasText: / of 10,000/ }).waitFor()
    filters.push(performance.now() - start)
    await filter.fill('')
    await filter.press('Enter')
    await until(async () => (await note.textContent()) === '10,000 runs')
    await filter.press('Escape')
    const first = await firstRow.getAttribute('href')
    const clicked = performance.now()
    await page.getByRole('button', { name: round % 2 === 0 ? 'Adversarial' : 'Made' }).click()
    await until(async () => (await firstRow.getAttribute('href')) !== first)
    sorts.push(performance.now() - clicked)
  }
  console.log(`filter 10,000 runs: ${Math.round(median(filters))} ms until drawn`)
  console.log(`sort 10,000 runs: ${Math.round(median(sorts))} ms until drawn`)
} finally {
  await browser.close()
  await served.close()
  await rm(data, { recursive: true, force: true })
}

/** Asks until it is so: a round trip to the page each time, which is part of what is measured. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}
