import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCusp } from '../main/cli/run-cusp.ts'
import { launchBrowser } from '../setup/chromium.ts'
import { fiveArms, recordedStudy } from '../setup/recorded-study.ts'
import { serveCusp, type Served } from './served.ts'
import { showTheme } from './show-theme.ts'

/** What is polled for is soon there, but on a busy machine not within Vitest's one second. */
const patience = { timeout: 30_000 }

let served: Served
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  served = await serveCusp()
  const archive = await recordedStudy({ arms: fiveArms, seeds: [0, 1, 2], steps: 200, images: 128 })
  await writeFile(join(served.folder, 'five.json.gz'), archive)
  const ended = await runCusp(['study', 'import', 'five.json.gz', '--json'], served.folder)
  expect(ended).toMatchObject({ code: 0 })
  browser = await launchBrowser()
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(served.address)
})

afterAll(async () => {
  await browser.close()
  await served.close()
})

const text = () => page.getByLabel('The report as Markdown')
const reading = () => page.getByRole('article', { name: 'The report as it reads' })
const figures = () => reading().getByRole('figure')
const button = (name: string | RegExp) => page.getByRole('button', { name })

async function insert(kind: RegExp, entries: number): Promise<void> {
  await button('Insert panel').click()
  await page.getByRole('menuitem', { name: kind }).click()
  const boxes = page.getByRole('dialog').getByRole('group').locator('input')
  await boxes.first().waitFor()
  for (let i = 0; i < entries; i++) await boxes.nth(i).check()
  await button('Insert')
    .and(page.getByText('Insert', { exact: true }))
    .click()
}

async function violations(): Promise<string[]> {
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `${axe.source}; axe.run({ resultTypes: ['violations'] })`,
  )
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
}

describe('e2e/report: from an empty list to a page that leaves', () => {
  it('says what a report is, and begins one', async () => {
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: /^Reports/ })
      .click()
    await button('Write the first one').click()
    await text().waitFor()
    await reading().getByRole('heading', { name: 'What was asked' }).waitFor()
  })

  it('inserts panels that show runs, and shows a wrong one with its line', async () => {
    await insert(/^Table of runs/, 15)
    await expect.poll(() => figures().count(), patience).toBe(1)
    await figures().getByRole('rowheader').first().waitFor()
    await insert(/^Curricula of runs/, 1)
    await expect.poll(() => figures().getByRole('img').count(), patience).toBe(1)
    const typed = await text().inputValue()
    await text().fill(`${typed}\n\`\`\`cusp\n{"panel": "tabel"}\n\`\`\`\n`)
    const line = typed.split('\n').length + 2
    await reading().getByText(`Line ${line}: panel: is "tabel"; did you mean "table"?`).waitFor()
    expect(await text().inputValue()).toContain('tabel')
    await text().fill(`${typed}\n<script>alert(1)</script> and [a](javascript:alert(1))\n`)
    await reading().getByText('<script>alert(1)</script>').waitFor()
    expect(await reading().getByRole('link', { name: 'a', exact: true }).count()).toBe(0)
    await page.getByText('saved', { exact: true }).waitFor()
  })

  it('finds runs to insert as the list of runs does, and says what is wrong with a query', async () => {
    await button('Insert panel').click()
    await page.getByRole('menuitem', { name: /^Table of runs/ }).click()
    const dialog = page.getByRole('dialog')
    const boxes = dialog.getByRole('group').locator('input')
    const search = dialog.getByLabel('Find runs, as in the list of runs')
    await expect.poll(() => boxes.count(), patience).toBe(15)
    await boxes.first().check()
    await search.fill('PGD seed:1')
    await expect.poll(() => boxes.count(), patience).toBe(1)
    await dialog.getByText('1 chosen').waitFor()
    await search.fill('adv >')
    await dialog.getByText(/adv/).last().waitFor()
    await expect.poll(() => search.getAttribute('aria-invalid'), patience).toBe('true')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })

  it('freezes a panel, says that nothing changed, and thaws it', async () => {
    const table = figures().first()
    await table.getByRole('button', { name: /^Freeze/ }).click()
    await table.getByText('frozen', { exact: true }).waitFor()
    expect(await text().inputValue()).toMatch(/"frozen": "\w{10}"/)
    await table.getByRole('button', { name: /^Compare/ }).click()
    await table.getByText('Nothing has changed since it was frozen.').waitFor()
    await table.getByRole('button', { name: /^Thaw/ }).click()
    await table.getByText('live', { exact: true }).waitFor()
    expect(await text().inputValue()).not.toContain('frozen')
  })

  it.each(['light', 'dark'] as const)('is clean for axe in the %s theme', async (theme) => {
    await showTheme(page, theme)
    expect(await violations()).toEqual([])
  })

  it('never writes over what another window kept', async () => {
    await page.getByText('saved', { exact: true }).waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    const theirs = other.getByLabel('The report as Markdown')
    await theirs.waitFor()
    const before = await theirs.inputValue()
    await theirs.fill(`${before}\nTheirs.\n`)
    await other.getByText('saved', { exact: true }).waitFor()
    // Nothing of ours waits, so their text is taken over.
    await expect.poll(() => text().inputValue(), patience).toContain('Theirs.')
    await other.close()
  })

  it('adds a comparison to it from the comparison', async () => {
    const address = page.url()
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: /^Runs/ })
      .click()
    await page.getByLabel('Select all shown runs').check()
    await button('Compare 15 runs').click()
    await button('Add to report').click()
    await page.getByRole('menuitem', { name: /^New report at its end/ }).click()
    await expect.poll(() => page.url(), patience).toBe(address)
    await expect.poll(() => text().inputValue(), patience).toContain('"comparison"')
    await expect.poll(() => figures().count(), patience).toBe(3)
  })

  it('exports one page that asks for nothing, and is clean for axe', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cusp-report-'))
    await button('Export').click()
    const coming = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /^HTML/ }).click()
    const file = join(folder, 'report.html')
    await (await coming).saveAs(file)
    expect(await readFile(file, 'utf8')).toMatch(/^<!doctype html>/)
    for (const colorScheme of ['light', 'dark'] as const) {
      // Past its policy, or axe could not run in it.
      const context = await browser.newContext({
        ...{ colorScheme, reducedMotion: 'reduce' as const },
        ...{ bypassCSP: true, offline: true },
      })
      const opened = await context.newPage()
      const asked: string[] = []
      opened.on('request', (request) => asked.push(request.url().slice(0, 40)))
      opened.on('console', (message) => complaints.push(message.text()))
      await opened.goto(`file://${file}`)
      expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([
        `file://${file}`.slice(0, 40),
      ])
      const found = await opened.evaluate<{ violations: { id: string }[] }>(
        `${axe.source}; axe.run()`,
      )
      expect(found.violations.map(({ id }) => id)).toEqual([])
      await context.close()
    }
    const strict = await browser.newPage()
    strict.on('console', (message) => complaints.push(message.text()))
    await strict.goto(`file://${file}`)
    // The style its policy names is the one it has.
    expect(
      await strict.evaluate<string>(
        'getComputedStyle(document.querySelector("table")).borderCollapse',
      ),
    ).toBe('collapse')
    await strict.close()
    await rm(folder, { recursive: true, force: true })
    expect(complaints).toEqual([])
  })
})
