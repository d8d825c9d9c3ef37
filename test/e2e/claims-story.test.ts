import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../setup/chromium.ts'
import { serveCusp, type Served } from './served.ts'

/** What is polled for is soon there, but on a busy machine not within Vitest's one second. */
const patience = { timeout: 60_000 }

let served: Served
let empty: Served
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  served = await serveCusp()
  empty = await serveCusp()
  browser = await launchBrowser()
  page = await open(served)
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await empty.close()
})

async function open({ address }: Served): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  opened.on('pageerror', (error) => complaints.push(error.message))
  opened.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await opened.goto(address)
  await opened.getByRole('navigation', { name: 'Screens' }).waitFor()
  return opened
}

const rail = (on: Page, name: RegExp) =>
  on.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const chips = (on: Page) => on.getByRole('list', { name: 'Compared groups' }).getByRole('listitem')
const table = (on: Page) => on.getByRole('region', { name: 'Table of what differs' })
const tradeOff = () => page.getByRole('figure', { name: 'Trade-off', exact: true })

/** What a press gives the person, as the browser would keep it. */
async function taken(on: Page, press: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([on.waitForEvent('download'), press()])
  return readFile(await download.path())
}

/** What a comparison says: its groups and every number of its table, as a person reads them. */
async function told(on: Page): Promise<string[]> {
  await expect.poll(() => chips(on).count(), patience).toBe(9)
  await table(on).getByRole('columnheader').filter({ hasText: 'baseline' }).waitFor()
  return table(on).getByRole('row').allInnerTexts()
}

let compared: string[]
let svg: Buffer
let bundle: Buffer

describe('e2e/claims-story: from the finished claims to an empty folder', () => {
  it('opens the runs of a claim, grouped by what they are but for their seed', async () => {
    await page.getByRole('button', { name: 'Open the finished runs of claims-c' }).click()
    await expect.poll(() => chips(page).count(), patience).toBe(9)
    await page.getByText('9 groups, 27 runs').waitFor()
    // What all names begin with is left out of them.
    expect(await chips(page).first().innerText()).toMatch(/^plain\n3 seeds/)
  })

  it('pins a baseline, and brushes the front of the trade-off', async () => {
    await chips(page).filter({ hasText: 'PGD only' }).hover()
    await button('Measure against PGD only').click()
    await expect
      .poll(() => table(page).getByRole('columnheader').filter({ hasText: 'baseline' }).innerText())
      .toMatch(/^PGD only/)
    const numbers = tradeOff().getByRole('button', { name: /^Numbers of/ })
    await numbers.click()
    const rows = await tradeOff().locator('tbody tr').all()
    const cells = await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()))
    const front = cells.filter((row) => row.includes('on the front')).map(([name]) => name)
    await numbers.click()
    expect(front).toEqual(['PGD only', 'CuSP, twice as long'])
    for (const name of front) {
      const marks = page.getByRole('group', { name: /^Points of the trade-off/ })
      await marks.getByRole('button', { name: `${name}:` }).focus()
      await page.keyboard.press('Enter')
    }
    await page.getByText('2 of 9 shown').waitFor()
    expect(await table(page).getByRole('columnheader').count()).toBe(3)
    await button('Show all').click()
    compared = await told(page)
    await button('Save…').click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Claim (c)')
    await button('Save').click()
    await page.getByRole('link', { name: 'Claim (c)' }).waitFor()
  })

  it('makes a figure of the front, and takes it as SVG', async () => {
    await page.getByRole('link', { name: 'Make a figure of “Trade-off”' }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Front')
    await button('Save').click()
    await button('Saved').waitFor()
    svg = await taken(page, () => button('SVG').click())
    expect(svg.toString()).toMatch(/^<svg [^>]*width="8.4cm"/)
  })

  it('writes a report of both, and takes it as PDF', async () => {
    await rail(page, /^Compare/).click()
    await page.getByRole('link', { name: 'Claim (c)' }).click()
    await button('Add to report').click()
    await page.getByRole('menuitem', { name: /^New report/ }).click()
    await button('Insert panel').click()
    await page.getByRole('menuitem', { name: /^Saved figure/ }).click()
    await page.getByRole('dialog').getByRole('radio').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Insert' }).click()
    const article = page.getByRole('article', { name: 'The report as it reads' })
    // The comparison, the verdict of its runs, and the figure.
    await expect.poll(() => article.getByRole('figure').count(), patience).toBe(3)
    await article.getByRole('img').waitFor()
    await page.getByText('saved', { exact: true }).waitFor()
    await button('Export').click()
    const pdf = await taken(page, () => page.getByRole('menuitem', { name: /^PDF/ }).click())
    expect(pdf.toString('latin1')).toMatch(/^%PDF-[^]*\/Type \/Font\b[^]*%%EOF\s*$/)
  })

  it('takes runs, comparison, figure and report along as one bundle', async () => {
    await rail(page, /^Runs/).click()
    await page.getByLabel('Select all shown runs').check()
    await button('Export…').click()
    const dialog = page.getByRole('dialog', { name: 'Export 27 runs' })
    await dialog.getByText('1 saved comparison').waitFor()
    bundle = await taken(page, () => dialog.getByRole('button', { name: /^Export/ }).click())
    await page.close()
  })

  it('brings it into an empty folder, and says the same there', async () => {
    const there = await open(empty)
    await there.keyboard.press('Control+K')
    await there.keyboard.type('Import a bundle')
    await there.keyboard.press('Enter')
    const chosen = there.waitForEvent('filechooser')
    await there.getByRole('button', { name: 'Choose a file…' }).click()
    await (await chosen).setFiles({ name: 'claims.cusp', mimeType: '', buffer: bundle })
    await there.getByRole('button', { name: 'Bring all in' }).click()
    await there.getByText('27 runs and 3 more brought in.').waitFor()

    await rail(there, /^Compare/).click()
    await there.getByRole('link', { name: 'Claim (c)' }).click()
    expect(await told(there)).toEqual(compared)

    await rail(there, /^Figures/).click()
    await there.getByRole('link', { name: 'Front' }).click()
    const press = () => there.getByRole('button', { name: 'SVG', exact: true }).click()
    expect((await taken(there, press)).equals(svg)).toBe(true)

    await rail(there, /^Reports/).click()
    await there.getByRole('link', { name: 'Report on Claim (c)' }).first().click()
    const article = there.getByRole('article', { name: 'The report as it reads' })
    // The comparison, the verdict of its runs, and the figure.
    await expect.poll(() => article.getByRole('figure').count(), patience).toBe(3)
    await article.getByRole('img').waitFor()
  })

  it('was all shown without an error or a breach of the content policy', () => {
    expect(complaints).toEqual([])
  })
})
