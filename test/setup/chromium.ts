import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium of this machine: `CHROMIUM_PATH`, else the distribution's. */
export function findChromium(): string | undefined {
  return process.env['CHROMIUM_PATH'] ?? places.find((place) => existsSync(place))
}

/** What keeps Chromium from talking to anyone by itself. */
export const quietFlags = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How long pages are waited for: at a tenth of its speed a machine needs more than Playwright's 30 s. */
export const patienceMs = 120_000

/** A headless Chromium, with further flags if given; close it when done. */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('There is no Chromium: run "npm run system".')
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...quietFlags, ...asRoot, ...flags]
  const browser = await chromium.launch({ executablePath, headless: true, args })
  browser.on('context', (context) => context.setDefaultTimeout(patienceMs))
  return browser
}
