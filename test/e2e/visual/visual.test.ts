import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../setup/chromium.ts'
import { blemish, compare, shrink } from './compare.ts'
import { now, openFixedHost, type FixedHost } from './fixed-host.ts'
import { longMotions } from './motion.ts'
import { overlays, type Shown } from './overlays.ts'

/**
 * Every screen as it was last looked at. `CUSP_BASELINES=write npm run test:e2e` takes new pictures;
 * look at them before they are kept.
 */
const baselines = join(import.meta.dirname, 'baselines')
const isWriting = process.env['CUSP_BASELINES'] === 'write'
/** A changed word is a thousandth of a small window; the same page in another Chromium is less. */
const allowed = 0.004

const footer = 'footer'
const screens: readonly Shown[] = [
  { name: 'home', hash: () => '#/', text: 'Recent runs' },
  { name: 'curricula', hash: () => '#/curricula', text: 'New curriculum' },
  { name: 'queue', hash: () => '#/queue', text: 'Nothing waits' },
  { name: 'runs', hash: () => '#/runs', text: 'curriculum over both' },
  { name: 'run', hash: ({ runs }) => `#/runs/${runs[2]}`, text: 'Accuracy under attack' },
  {
    name: 'comparison',
    hash: ({ runs }) => `#/compare?runs=${runs.slice(0, 3).join(',')}`,
    text: 'Clean accuracy',
  },
  {
    name: 'editor',
    hash: () => '#/curricula',
    text: 'Learning rate',
    open: async (page) => {
      await page.getByRole('link', { name: 'cusp corrected' }).last().click()
      await page
        .getByRole('img', { name: /^Image \d+: / })
        .nth(7)
        .waitFor({ timeout: 120_000 })
    },
  },
  {
    name: 'laboratory',
    hash: () => '#/laboratory',
    text: 'A full turn',
    open: async (page) => {
      const cells = page.getByRole('button', { name: /^-180°, / })
      const parts = [page.getByText(/^It answers \d/), page.getByText(/restart \d, kept/), cells]
      for (const part of parts) await part.first().waitFor({ timeout: 120_000 })
    },
  },
  {
    name: 'figure',
    hash: ({ runs }) => `#/compare?runs=${runs.slice(0, 3).join(',')}`,
    text: '8.4 × 6.4 cm',
    open: async (page) => {
      await page.getByRole('link', { name: 'Make a figure of “Accuracy under attack”' }).click()
      await page.getByRole('region', { name: 'Preview' }).getByRole('img').waitFor()
    },
  },
  { name: 'reports', hash: () => '#/reports', text: 'One curriculum against both' },
  { name: 'report', hash: ({ report }) => `#/reports/${report}`, text: 'Insert panel' },
  { name: 'theory', hash: () => '#/theory', text: 'Pareto front' },
  { name: 'help', hash: () => '#/help', text: 'What Cusp is for' },
  {
    name: 'settings',
    hash: () => '#/settings',
    text: 'Versions',
    volatile: ['main dl', 'main table'],
  },
]

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]

let host: FixedHost
let browser: Browser
let failures: string

beforeAll(async () => {
  host = await openFixedHost()
  browser = await launchBrowser(['--font-render-hinting=none', '--disable-lcd-text'])
  failures = await mkdtemp(join(tmpdir(), 'cusp-pictures-'))
  if (isWriting) await mkdir(baselines, { recursive: true })
})

afterAll(async () => {
  await browser.close()
  await host.close()
})

/** A page whose clock, time zone and motion stand still, past the tour. */
async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.clock.setFixedTime(now)
  await page.addInitScript(() => localStorage.setItem('cusp.tour', '-1'))
  await page.goto(host.address)
  await page.getByText('Recent runs').first().waitFor()
  return page
}

/** Home asks for the verdicts of the three claims once it is shown. */
function untilClaimsAreJudged(page: Page): Promise<void> {
  return page.getByText('What this rests on').nth(2).waitFor({ timeout: 120_000 })
}

async function picture(
  page: Page,
  { hash, open, text, leave, volatile = [] }: Shown,
): Promise<Buffer> {
  await page.evaluate((to) => (location.hash = to), hash(host))
  if (hash(host) === '#/') await untilClaimsAreJudged(page)
  await open?.(page)
  await page.getByText(text).filter({ visible: true }).first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  const mask = [footer, ...volatile].map((selector) => page.locator(selector))
  // Charts are drawn once their place is measured: the picture is there when two are the same.
  for (let last: Buffer | undefined; ;) {
    const taken = await page.screenshot({ animations: 'disabled', caret: 'hide', mask })
    if (last !== undefined && taken.equals(last)) {
      await leave?.(page)
      return taken
    }
    last = taken
    await page.waitForTimeout(250)
  }
}

/** Pictures of each theme and size, on a page that is opened once for all of them. */
function looksAsItDid(all: readonly Shown[]): void {
  describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
    describe.each(sizes)('at $width × $height', (viewport) => {
      let context: BrowserContext
      let page: Page
      beforeAll(async () => {
        context = await browser.newContext({
          ...{ colorScheme, viewport, reducedMotion: 'reduce' },
          ...{ locale: 'en-GB', timezoneId: 'UTC' },
        })
        page = await openPage(context)
      })
      afterAll(() => context.close())

      it.each(all)('$name looks as it did', async (shown) => {
        const name = `${shown.name}-${colorScheme}-${viewport.width}.png`
        const file = join(baselines, name)
        const taken = await picture(page, shown)
        if (isWriting) await writeFile(file, await shrink(taken))
        expect(existsSync(file), `${file} is missing; see CUSP_BASELINES`).toBe(true)
        const { differing } = await compare(taken, await readFile(file))
        if (differing > allowed) await writeFile(join(failures, name), taken)
        expect(differing, `see ${join(failures, name)}`).toBeLessThanOrEqual(allowed)
      })
    })
  })
}

describe('e2e/visual: screens', () => looksAsItDid(screens))

describe('e2e/visual: what opens over them', () => {
  // Runs that wait are in every list: they come after the pictures of the screens.
  beforeAll(() => host.queueRuns())
  looksAsItDid(overlays)
})

describe('e2e/visual: motion', () => {
  const places = ['#/', '#/curricula', '#/queue', '#/runs', '#/laboratory', '#/settings']

  it.each([
    ['reduce', false],
    ['no-preference', true],
  ] as const)('moves only where it may: %s', async (reducedMotion, mayMove) => {
    const context = await browser.newContext({ reducedMotion })
    const page = await openPage(context)
    const visits = [...places, `#/runs/${host.runs[2]}`, `#/compare?runs=${host.runs.join(',')}`]
    const found: string[] = []
    for (const hash of visits) {
      await page.evaluate((to) => (location.hash = to), hash)
      await page.locator('main').getByRole('heading').first().waitFor()
      found.push(...(await longMotions(page)))
    }
    await page.evaluate(() => (location.hash = '#/curricula'))
    await page.getByRole('link', { name: 'cusp corrected' }).last().click()
    await page.locator('[data-key="epsilon-0"]').waitFor()
    found.push(...(await longMotions(page)))
    expect(found.length > 0, found.join('\n')).toBe(mayMove)
    await context.close()
  })
})

describe('e2e/visual: the comparison', () => {
  it.each(sizes)('sees 1 % of a picture that is painted over, at $width', async ({ width }) => {
    const kept = await readFile(join(baselines, `runs-light-${width}.png`))
    const { differing } = await compare(await blemish(kept, 0.01), kept)
    expect(differing).toBeGreaterThan(allowed)
    expect((await compare(kept, kept)).differing).toBe(0)
  })
})
