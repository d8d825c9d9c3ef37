import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../test/setup/chromium.ts'

/**
 * `npm run screenshots -- DATA FOLDER`: pictures of every screen over the data folder DATA (of
 * `cusp demo --data DATA`), in both themes and two sizes, as FOLDER/SCREEN-THEME-WIDTH.png.
 */
const [data, folder] = process.argv.slice(2)
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]

type Visit = (page: Page) => Promise<void>
const open =
  (name: string): Visit =>
  (page) =>
    page.getByRole('link', { name }).first().click()

const visits: Readonly<Record<string, Visit>> = {
  home: open('Home'),
  runs: open('Runs'),
  run: async (page) => {
    await open('Home')(page)
    await open('curriculum over both')(page)
  },
  compare: async (page) => {
    await open('Home')(page)
    await open('Compare these')(page)
  },
  curricula: open('Curricula'),
  editor: async (page) => {
    await open('Curricula')(page)
    await page.locator('main table a').last().click()
  },
  laboratory: async (page) => {
    await open('Laboratory')(page)
    await page.getByText('A full turn').waitFor()
  },
  theory: open('Theory'),
  settings: open('Settings'),
}

mkdirSync(folder, { recursive: true })
const cli = join(resolve(import.meta.dirname, '..'), 'out', 'main', 'cli.js')
const host = spawn(process.execPath, [cli, 'serve', '--data', data], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const address = await new Promise<string>((found) => {
  host.stdout.on('data', (chunk: Buffer) => {
    const printed = /http:\S+/.exec(chunk.toString())?.[0]
    if (printed !== undefined) found(printed)
  })
})
const browser = await launchBrowser()
for (const colorScheme of ['dark', 'light'] as const) {
  const context = await browser.newContext({ colorScheme, deviceScaleFactor: 1 })
  const page = await context.newPage()
  await page.goto(address)
  for (const [screen, visit] of Object.entries(visits))
    for (const viewport of sizes) {
      await page.setViewportSize(viewport)
      await visit(page)
      await page.waitForTimeout(600)
      await page.screenshot({
        path: join(folder, `${screen}-${colorScheme}-${viewport.width}.png`),
      })
    }
  await context.close()
}
await browser.close()
host.kill('SIGINT')
