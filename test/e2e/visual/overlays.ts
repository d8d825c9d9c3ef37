import type { Page } from 'playwright-core'
import type { FixedHost } from './fixed-host.ts'

export interface Shown {
  readonly name: string
  readonly hash: (host: FixedHost) => string
  /** What else it takes to get there. */
  readonly open?: (page: Page) => Promise<void>
  /** What says that it is there. */
  readonly text: string
  /** What differs between machines: it is painted over. */
  readonly volatile?: readonly string[]
  /** How it is left, where another address does not do it. */
  readonly leave?: (page: Page) => Promise<void>
}

const escape = (page: Page): Promise<void> => page.keyboard.press('Escape')

/** What opens over a screen, and the queue while runs wait. */
export const overlays: readonly Shown[] = [
  { name: 'queue-waiting', hash: () => '#/queue', text: '6 runs' },
  {
    name: 'launch',
    hash: () => '#/curricula',
    text: 'other than in',
    open: async (page) => {
      await page.getByRole('link', { name: 'cusp corrected' }).last().click()
      await page.locator('[data-key="epsilon-0"]').waitFor()
      await page.getByRole('button', { name: 'Hide', exact: true }).click()
      await page.keyboard.press('Control+Enter')
      await page.getByLabel('Seeds, such as 0 or 0-4').fill('0-4')
      await page.getByLabel('Sweep', { exact: false }).fill('epochs = 5, 10')
      await page.getByLabel('Name of the run').focus()
    },
    leave: async (page) => {
      await escape(page)
      await page.getByRole('button', { name: 'Show images at the playhead' }).click()
    },
  },
  {
    name: 'palette',
    hash: () => '#/queue',
    text: 'Go to reports',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('go to')
    },
    leave: escape,
  },
  {
    name: 'shortcuts',
    hash: () => '#/curricula',
    text: 'Squeeze the selection in time',
    open: async (page) => {
      await page.getByRole('link', { name: 'cusp corrected' }).last().click()
      await page.locator('[data-key="epsilon-0"]').focus()
      await page.keyboard.press('?')
    },
    leave: escape,
  },
  {
    name: 'tour',
    hash: () => '#/',
    text: 'Tour, 1 of 5.',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('take the tour')
      await page.keyboard.press('Enter')
    },
    leave: (page) => page.getByRole('button', { name: 'Skip the tour' }).click(),
  },
]
