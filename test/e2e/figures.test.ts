import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCusp } from '../main/cli/run-cusp.ts'
import { launchBrowser } from '../setup/chromium.ts'
import { fiveArms, recordedStudy } from '../setup/recorded-study.ts'
import { serveCusp, type Served } from './served.ts'
import { showTheme } from './show-theme.ts'

/** What is polled for is soon there, but on a busy machine not within Vitest's one second. */
const patience = { timeout: 60_000 }

let served: Served
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  served = await serveCusp()
  const arms = fiveArms.slice(0, 3)
  const archive = await recordedStudy({ arms, seeds: [0, 1, 2], steps: 100, images: 64 })
  await writeFile(join(served.folder, 'three.json.gz'), archive)
  const ended = await runCusp(['study', 'import', 'three.json.gz', '--json'], served.folder)
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

const rail = (name: RegExp) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name })
const preview = () => page.getByRole('region', { name: 'Preview' })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const numbersShown = () => preview().getByRole('button', { name: /^Numbers of/ })

/** What pressing a button of the builder gives the person, as the browser would keep it. */
async function taken(name: string): Promise<{ file: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(name).click()])
  return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

describe('e2e/figures: from a chart to print', () => {
  it('opens a panel of the comparison as the figure that print draws', async () => {
    await rail(/^Runs/).click()
    await page.getByLabel('Select all shown runs').check()
    await button('Compare 9 runs').click()
    await page.getByRole('link', { name: 'Make a figure of “Accuracy under attack”' }).click()
    const picture = preview().getByRole('img')
    await picture.waitFor()
    expect(await picture.getAttribute('alt')).toContain('rotation ±60° → ±180° at 50 %')
    const isDrawn = () =>
      picture.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth)
    await expect.poll(isDrawn, patience).toBeGreaterThan(300)
    await preview().getByText('8.4 × 6.9 cm').waitFor()
  })

  it('takes the size of two columns, other names, and leaves out a group', async () => {
    await page.getByText('Two columns', { exact: true }).click()
    await preview().getByText('17.4 × 6.9 cm').waitFor()
    await page.getByText('Names', { exact: true }).click()
    const name = page.getByLabel('Name of CuSP, gentler start')
    await name.fill('ours')
    await name.press('Enter')
    await page.getByLabel('Name of ours').waitFor()
    await page.getByLabel('Show Both from the start').uncheck()
    await numbersShown().click()
    const cells = () => preview().locator('tbody td:first-child').allInnerTexts()
    await expect
      .poll(async () => [...new Set(await cells())], patience)
      .toEqual(['CuSP, corrected', 'ours'])
    await numbersShown().click()
  })

  it('says why a figure cannot be drawn, and draws it again once it can', async () => {
    const name = page.getByLabel('Name of CuSP, corrected')
    await name.fill('ours')
    await name.press('Enter')
    const alert = preview().getByRole('alert')
    await alert.getByText('two groups are called "ours"').waitFor()
    expect(await button('SVG').isDisabled()).toBe(true)
    await name.fill('theirs')
    await name.press('Enter')
    await alert.waitFor({ state: 'detached' })
  })

  it('keeps it under a name, and finds it after a reload', async () => {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Under attack')
    await button('Save').click()
    await button('Saved').waitFor()
    expect(page.url()).toMatch(/#\/figures\/[a-z0-9]{10}$/)
    await page.reload()
    await preview().getByText('17.4 × 6.9 cm').waitFor()
    await page.getByLabel('Name of theirs').waitFor()
    await rail(/^Figures/).click()
    await page.getByRole('row', { name: /Under attack.*9 runs/ }).waitFor()
    await page.getByRole('link', { name: 'Under attack' }).click()
    await preview().getByRole('img').waitFor()
  })

  it('gives the SVG that the terminal draws, a PNG made of it, and its numbers', async () => {
    const svg = await taken('SVG')
    expect(svg.file).toBe('under-attack.svg')
    const drawn = await runCusp(
      ['figure', 'draw', 'Under attack', '--svg', 'same.svg'],
      served.folder,
    )
    expect(drawn).toMatchObject({ code: 0 })
    expect(svg.bytes.equals(await readFile(join(served.folder, 'same.svg')))).toBe(true)
    const png = await taken('PNG ×2')
    expect(png.file).toBe('under-attack-x2.png')
    expect((await sharp(png.bytes).metadata()).width).toBe(Math.round((17.4 / 2.54) * 192))
    const csv = (await taken('CSV')).bytes.toString()
    expect(csv).toContain(',ours,mean,')
    expect(csv).not.toContain('Both from the start')
  })

  it('keeps changes that were not saved over a reload, and discards them when asked', async () => {
    const title = page.getByLabel('Title, above the figure')
    const was = await title.inputValue()
    await title.fill('Not saved')
    await title.press('Enter')
    await button('Discard changes').waitFor()
    await rail(/^Figures/).click()
    await page.getByText('changes not saved').waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'Under attack' }).click()
    await page.getByText('Changes of an earlier visit, which were not saved, are shown.').waitFor()
    expect(await title.inputValue()).toBe('Not saved')
    await button('Discard them').click()
    await expect.poll(() => title.inputValue(), patience).toBe(was)
    await button('Undo').click()
    await expect.poll(() => title.inputValue(), patience).toBe('Not saved')
    await button('Discard changes').click()
    await page.reload()
    await preview().getByRole('img').waitFor()
    expect(await title.inputValue()).toBe(was)
    await button('Saved').waitFor()
  })

  it('finds a figure that was never saved again, among the figures', async () => {
    await rail(/^Compare/).click()
    await page.getByRole('link', { name: 'Make a figure of “Trade-off”' }).click()
    await preview().getByRole('img').waitFor()
    await page.getByLabel('Name', { exact: true }).fill('Plane')
    await rail(/^Figures/).click()
    await page.getByText('not saved yet').waitFor()
    await page.getByRole('link', { name: 'Plane' }).click()
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Plane')
    await rail(/^Figures/).click()
    await button('Discard Plane').click()
    await page.getByText('not saved yet').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Under attack' }).click()
    await preview().getByRole('img').waitFor()
  })

  it('is drawn without a run that was deleted, and says so', async () => {
    const ended = await runCusp(
      ['runs', '--json', '--where', 'name:"CuSP, corrected"'],
      served.folder,
    )
    const { runs } = JSON.parse(ended.stdout) as { runs: { id: string; name: string }[] }
    const [gone] = runs
    if (!gone) throw new Error('the study has no such run')
    await rail(/^Runs/).click()
    const box = page.getByLabel(`Select ${gone.name}, ${gone.id}`)
    await box.check()
    await button('Delete').click()
    await page.getByText('Deleted 1 run.').waitFor()
    await box.waitFor({ state: 'detached' })
    await rail(/^Figures/).click()
    await page.getByRole('link', { name: 'Under attack' }).click()
    await expect
      .poll(() => preview().innerText(), patience)
      .toContain('is gone; the figure is drawn without it')
  })

  it.each(['light', 'dark'] as const)(
    'is found accessible in the %s theme',
    async (colorScheme) => {
      await showTheme(page, colorScheme)
      await preview().getByRole('img').waitFor()
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

  it('was all shown without an error or a breach of the content policy', () => {
    expect(complaints).toEqual([])
  })
})
