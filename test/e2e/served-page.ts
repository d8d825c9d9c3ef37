import type { Page } from 'playwright-core'
import { launchBrowser } from '../setup/chromium.ts'
import { serveCusp, type Served } from './served.ts'

export interface ServedPage {
  readonly served: Served
  readonly page: Page
  /** What the page threw, refused by its policy or complained of in its console. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/**
 * `cusp serve` on a data folder of its own, and a browser at its address.
 * @param prepare what comes into the folder before it is looked at.
 */
export async function openServedPage(
  prepare?: (served: Served) => Promise<void>,
): Promise<ServedPage> {
  const served = await serveCusp()
  await prepare?.(served)
  const browser = await launchBrowser()
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    // Colours on their way to another theme have contrasts that nobody chose.
    reducedMotion: 'reduce',
  })
  const complaints = complaintsOf(page)
  await page.goto(served.address)
  await page.getByRole('link', { name: 'Curricula' }).first().waitFor()
  return {
    ...{ served, page, complaints },
    async close() {
      await browser.close()
      await served.close()
    },
  }
}

/** Collects what a page complains of from now on. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  // What the content policy refuses is an error on the console.
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  return complaints
}
