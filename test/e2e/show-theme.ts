import type { Page } from 'playwright-core'

/**
 * The system's theme, once the page has followed: for a moment its own colours are still the other's,
 * which on a busy machine is when they were looked at.
 */
export async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.locator(`html[data-theme="${colorScheme}"]`).waitFor({ state: 'attached' })
}
