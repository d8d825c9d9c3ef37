import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../setup/chromium.ts'
import { fillWithRuns } from '../setup/many-runs.ts'
import { serveCusp, type Served } from './served.ts'
import { showTheme } from './show-theme.ts'

const count = 2_000
const patience = { timeout: 30_000 }

let data: string
let served: Served
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'cusp-e2e-runs-'))
  fillWithRuns(data, count, 6)
  served = await serveCusp(['--data', data])
  browser = await launchBrowser()
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(served.address)
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: /^Runs/ })
    .click()
  await row(0).waitFor()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await rm(data, { recursive: true, force: true })
})

const row = (index: number) => page.locator(`tr[data-index="${index}"]:has(a)`)
const rowsDrawn = () => page.locator('tr[data-index]').count()
const filter = () => page.getByRole('combobox', { name: 'Filter runs' })
const said = () => page.locator('header .note').textContent()
const names = async () => page.locator('tr[data-index] td.name a').allTextContents()
/** Writes a query and waits until the table has answered it. */
async function ask(text: string, answered: RegExp): Promise<void> {
  await filter().fill(text)
  await page.keyboard.press('Enter')
  await expect.poll(said, patience).toMatch(answered)
}

describe('e2e/runs', () => {
  it('draws a window of two thousand runs, at their top and at their end', async () => {
    expect(await said()).toBe('2,000 runs')
    expect(await rowsDrawn()).toBeLessThan(60)
    await row(0).focus()
    await page.keyboard.press('End')
    await row(count - 1).waitFor()
    await expect
      .poll(() => row(count - 1).evaluate((r) => r === document.activeElement), patience)
      .toBe(true)
    expect(await rowsDrawn()).toBeLessThan(60)
    await page.keyboard.press('Home')
    await row(0).waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await row(1).evaluate((r) => r === document.activeElement)).toBe(true)
  })

  it('filters as one writes, completes by keyboard, and says what is wrong', async () => {
    await ask('adv > 0.5 and tag:ablation', /^\d+ runs of 2,000$/)
    const shown = await page.locator('tr[data-index] td.number').allTextContents()
    expect(shown.length).toBeGreaterThan(0)
    expect(await names()).not.toEqual([])
    await filter().fill('')
    await filter().pressSequentially('tag:abl')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => filter().inputValue(), patience).toBe('tag:ablation ')
    await expect.poll(said, patience).toBe('118 runs of 2,000')
    await filter().fill('advv > 0.4 ')
    await expect.poll(() => page.locator('mark').textContent(), patience).toBe('advv')
    await page.keyboard.press('Escape')
    await ask('', /^2,000 runs$/)
  })

  it('writes the same query by its rows', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('button', { name: 'Add a condition' }).click()
    const line = page.getByRole('group', { name: 'Condition 1' })
    await line.getByLabel('What').selectOption('name')
    await line.getByLabel('Value').fill('plain')
    await page.keyboard.press('Tab')
    await expect.poll(() => filter().inputValue(), patience).toBe('name:plain')
    await expect.poll(said, patience).toBe('400 runs of 2,000')
    await page.keyboard.press('Escape')
  })

  it('groups seeds, pins a baseline and signs what differs', async () => {
    await ask('', /^2,000 runs$/)
    await page.getByText('Groups', { exact: true }).click()
    await expect.poll(said, patience).toBe('2,000 runs in 400 groups')
    await expect.poll(() => row(0).textContent(), patience).toMatch(/± 0\.\d{3} \(n=5\)/)
    await page.getByText('Runs', { exact: true }).last().click()
    await expect.poll(said, patience).toBe('2,000 runs')
    // The count is there before the rows are: those of groups stay in sight until then.
    await expect.poll(() => row(2).textContent(), patience).not.toMatch(/\(n=5\)/)
    await row(2).focus()
    await page.keyboard.press(' ')
    await page.getByRole('button', { name: 'Pin as baseline' }).click()
    await page.locator('tr.pinned').waitFor()
    await expect.poll(() => row(9).textContent(), patience).toMatch(/[▲▼].*(better|worse)/s)
    await page.getByRole('button', { name: 'Unpin the baseline' }).click()
  })

  it('deletes what is selected, and takes it back', async () => {
    const name = page.getByRole('toolbar', { name: 'Selected runs' })
    await name.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(said, patience).toMatch(/^1,999 runs/)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(said, patience).toBe('2,000 runs')
  })

  it('joins two tags, and removes deleted runs for ever once that is confirmed', async () => {
    const bar = page.getByRole('toolbar', { name: 'Selected runs' })
    await ask('tag:ablation', /^118 runs of 2,000$/)
    await row(0).focus()
    await page.keyboard.press(' ')
    await bar.getByRole('button', { name: 'Tag' }).click()
    await page.getByLabel('New tag').fill('odd one out')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Rename odd one out' }).click()
    await page.getByLabel('New name of odd one out').fill('ablation')
    await page.getByText('the two become one').waitFor()
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByText('“odd one out” is a part of “ablation” now.').waitFor()
    await page.keyboard.press('Escape')

    const id = await row(0).locator('td.name a').getAttribute('href')
    await bar.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(said, patience).toBe('117 runs of 1,999')
    await ask('is:deleted', /^1 run /)
    await row(0).focus()
    await page.keyboard.press(' ')
    await bar.getByRole('button', { name: 'Remove for ever…' }).click()
    expect(await violations()).toEqual([])
    await page.getByRole('button', { name: 'Remove for ever', exact: true }).click()
    await page.getByText('Removed 1 run for ever.').waitFor()
    await page.goto(`${served.address.replace(/#.*$/, '')}${id}`)
    await page.getByText('This run cannot be shown').waitFor()
    await page.getByRole('link', { name: 'All runs' }).click()
    await ask('', /^1,999 runs$/)
  })

  it('leads from a number to the part of the run it is from, where tags are put', async () => {
    await ask('adv > 0.5', /^\d+ runs of 1,999$/)
    const href = await row(0).locator('td.number a').first().getAttribute('href')
    expect(href).toMatch(/^#\/runs\/.*\?part=score-/)
    // These runs have curves, and no evaluation with its rows.
    const toLoss = href?.replace(/part=.*/, 'part=training-loss') ?? ''
    await page.goto(`${served.address.replace(/#.*$/, '')}${toLoss}`)
    const at = () => page.evaluate(() => document.activeElement?.id)
    await expect.poll(at, patience).toBe('training-loss')
    const tags = page.getByRole('region', { name: 'Tags' })
    await tags.getByLabel('Add a tag').fill('seen again')
    await page.keyboard.press('Enter')
    await tags.getByText('seen again').waitFor()
    expect(await violations()).toEqual([])
    await tags.getByRole('button', { name: 'Take off the tag seen again' }).click()
    await tags.getByText('seen again').waitFor({ state: 'detached' })
    await page.goBack()
    await ask('', /^1,999 runs$/)
  })

  it('saves a view under a name and returns to it', async () => {
    await ask('name:plain', /^\d+ runs of 1,999$/)
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByLabel('Save this view as').fill('the plain ones')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'All runs' }).click()
    await expect.poll(said, patience).toBe('1,999 runs')
    await page.getByRole('button', { name: 'the plain ones', exact: true }).click()
    await expect.poll(said, patience).toMatch(/^(399|400) runs of 1,999$/)
    await page.keyboard.press('Escape')
    await ask('', /^1,999 runs$/)
  })

  it.each(['Filter', 'Columns', 'Views', 'Copy'])(
    'has nothing for axe with %s open',
    async (label) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await showTheme(page, colorScheme)
        await page.getByRole('button', { name: label, exact: true }).click()
        await page.getByRole('dialog', { name: label }).waitFor()
        expect(await violations()).toEqual([])
        await page.keyboard.press('Escape')
      }
    },
  )

  it('has said nothing on the console', () => {
    expect(complaints).toEqual([])
  })
})

async function violations(): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const shown = globalThis as unknown as { axe: typeof axe }
    return (await shown.axe.run(document)).violations
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
