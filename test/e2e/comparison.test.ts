import { writeFile } from 'node:fs/promises'
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

const chips = () => page.getByRole('list', { name: 'Compared groups' }).getByRole('listitem')
const table = () => page.getByRole('region', { name: 'Table of what differs' })
const columns = () => table().getByRole('columnheader')
const figure = (name: string) => page.getByRole('figure', { name, exact: true })
const brush = () => page.getByRole('group', { name: /^Points of the trade-off/ })

/** The cells of one row of the table, by its heading. */
const cellsOf = (name: string) =>
  table()
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    .getByRole('cell')
    .allInnerTexts()

describe('e2e/comparison: finished claims, side by side', () => {
  it('sets 15 runs in five groups of seeds, and says so', async () => {
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: /^Runs/ })
      .click()
    await page.getByLabel('Select all shown runs').check()
    await page.getByRole('button', { name: 'Compare 15 runs' }).click()
    await expect.poll(() => chips().count(), patience).toBe(5)
    await page.getByText('5 groups, 15 runs').waitFor()
    const clean = await cellsOf('Clean accuracy')
    expect(clean).toHaveLength(5)
    for (const cell of clean) expect(cell).toMatch(/^0\.\d{3}\s*± \.\d{3}/)
    // Nothing stands in the way: one protocol, one set of images, as many seeds.
    expect(await page.getByRole('region', { name: 'What is not comparable' }).count()).toBe(0)
  })

  it('measures against the baseline that is pinned, by sign and arrow', async () => {
    await chips().filter({ hasText: 'Both from the start' }).hover()
    await page.getByRole('button', { name: 'Measure against Both from the start' }).click()
    await expect
      .poll(() => columns().filter({ hasText: 'baseline' }).innerText(), patience)
      .toMatch(/Both from the start/)
    const adversarial = await cellsOf('Adversarial accuracy')
    const deltas = adversarial.filter((cell) => /[▲▼]\s*[+−]\.\d{3}/.test(cell))
    expect(deltas).toHaveLength(4)
    expect(page.url()).toContain('baseline=')
  })

  it('hides a group in every panel with one toggle', async () => {
    await page.getByRole('button', { name: 'Rotation only in all panels' }).click()
    await expect.poll(() => columns().count(), patience).toBe(5)
    expect(await columns().filter({ hasText: 'Rotation only' }).count()).toBe(0)
    await figure('Accuracy under attack')
      .getByRole('button', { name: /^Numbers of/ })
      .click()
    const heads = await figure('Accuracy under attack').getByRole('columnheader').allInnerTexts()
    expect(heads).toHaveLength(5)
    expect(heads.join()).not.toContain('Rotation only')
    await figure('Accuracy under attack')
      .getByRole('button', { name: /^Numbers of/ })
      .click()
    await page.getByRole('button', { name: 'Rotation only in all panels' }).click()
    await expect.poll(() => columns().count(), patience).toBe(6)
  })

  it('brushes the Pareto front, and the rest follows', async () => {
    await figure('Trade-off')
      .getByRole('button', { name: /^Numbers of/ })
      .click()
    const rows = await figure('Trade-off').locator('tbody tr').all()
    const texts = await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()))
    const front = texts.filter((cells) => cells[3] === 'on the front').map(([name]) => name ?? '')
    expect(front.length).toBeGreaterThan(1)
    expect(front.length).toBeLessThan(5)
    await figure('Trade-off')
      .getByRole('button', { name: /^Numbers of/ })
      .click()
    for (const name of front) {
      // By keyboard, because marks may lie on one another.
      await brush()
        .getByRole('button', { name: new RegExp(`^${name}:`) })
        .focus()
      await page.keyboard.press('Enter')
    }
    await expect.poll(() => columns().count(), patience).toBe(1 + front.length)
    await page.getByText(`${front.length} of 5 shown`).waitFor()
  })

  it('brushes by a box too: around all that is, nothing is left out', async () => {
    const area = await brush().boundingBox()
    if (!area) throw new Error('the trade-off is not drawn')
    await page.mouse.move(area.x + 50, area.y + 4)
    await page.mouse.down()
    await page.mouse.move(area.x + area.width - 2, area.y + area.height - 30, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => columns().count(), patience).toBe(6)
    await page.getByText('5 of 5 shown').waitFor()
  })

  it('keeps the comparison under a name, and finds it again by its address', async () => {
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('button', { name: 'Save…' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Claim (c)')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const saved = page.getByRole('link', { name: 'Claim (c)' })
    await saved.waitFor()
    await page.reload()
    await expect
      .poll(() => columns().filter({ hasText: 'baseline' }).innerText(), patience)
      .toMatch(/Both from the start/)
    expect(await saved.getAttribute('aria-current')).toBe('page')
  })

  it('overlays a metric over what is chosen, and zooms all charts by keyboard', async () => {
    const cursor = figure('loss').getByRole('slider', { name: 'loss, cursor' })
    await cursor.focus()
    await page.keyboard.press('End')
    await expect
      .poll(() => cursor.getAttribute('aria-valuetext'), patience)
      .toMatch(/^training step 200: /)
    await page.keyboard.press('+')
    await page.getByRole('button', { name: 'Show all of the axis' }).waitFor()
    await page.getByRole('button', { name: 'Show all of the axis' }).click()
    await cursor.focus()
    await page.keyboard.press('Escape')
    await page.getByLabel('Over', { exact: true }).selectOption({ label: 'radius ε trained with' })
    await figure('loss')
      .getByText(/lowest to highest/)
      .waitFor()
  })

  it('shows images that the groups do not answer alike', async () => {
    const images = page.getByRole('region', { name: 'Images that are not answered alike' })
    await images
      .getByRole('img', { name: /^image \d+, a \d$/ })
      .first()
      .waitFor()
    expect(await images.locator('tbody tr').count()).toBeGreaterThan(3)
    expect(await images.getByText(', wrong').count()).toBeGreaterThan(3)
  })

  it('is left and come back to', async () => {
    const screens = page.getByRole('navigation', { name: 'Screens' })
    await screens.getByRole('link', { name: /^Theory/ }).click()
    await chips().first().waitFor({ state: 'detached' })
    await screens.getByRole('link', { name: /^Compare/ }).click()
    await expect.poll(() => chips().count(), patience).toBe(5)
  })

  it('was all shown without an error or a breach of the content policy', () => {
    expect(complaints).toEqual([])
  })

  it.each(['light', 'dark'] as const)(
    'is found accessible in the %s theme',
    async (colorScheme) => {
      await showTheme(page, colorScheme)
      await page.evaluate(axe.source)
      const found = await page.evaluate(async () => {
        const { axe: runner } = globalThis as unknown as { axe: typeof axe }
        return (await runner.run(document)).violations
      })
      expect(
        found.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
        ),
      ).toEqual([])
    },
  )
})
