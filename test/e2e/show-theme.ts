import type { Page } from 'playwright-core'

/**
 * The system's theme, once the page has followed: on a busy machine its own colours are the other's
 * for a moment. The page is one that moves nothing, or colours would still be on their way.
 */
export async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-theme="${colorScheme}"]`).waitFor({ state: 'attached' })
}
