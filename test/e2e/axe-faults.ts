import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with the page, in both themes, once colours have come to the other one. */
export async function axeFaults(page: Page): Promise<string[]> {
  const found: string[] = []
  await page.evaluate(axe.source)
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme)
    await page.evaluate(async () => {
      const moving = (): Animation[] =>
        document
          .getAnimations()
          .filter(({ playState }) => playState === 'running')
          .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      // What inherits a colour on its way sets out anew whenever that has moved.
      while (moving().length > 0) await Promise.allSettled(moving().map(({ finished }) => finished))
    })
    const ids = await page.evaluate(async () => {
      const run = (globalThis as unknown as { axe: typeof axe }).axe
      return (await run.run()).violations.map(({ id: rule }) => rule)
    })
    found.push(...ids.map((rule) => `${theme}: ${rule}`))
  }
  return found
}
