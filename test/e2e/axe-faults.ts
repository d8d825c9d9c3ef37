import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with the page, in both themes. */
export async function axeFaults(page: Page): Promise<string[]> {
  const found: string[] = []
  await page.evaluate(axe.source)
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme)
    const ids = await page.evaluate(async () => {
      const run = (globalThis as unknown as { axe: typeof axe }).axe
      return (await run.run()).violations.map(({ id: rule }) => rule)
    })
    found.push(...ids.map((rule) => `${theme}: ${rule}`))
  }
  return found
}
