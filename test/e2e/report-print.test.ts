import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchElectron, type Desktop } from '../setup/electron.ts'

let desktop: Desktop
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))
  desktop = await launchElectron({ dataDir: join(folder, 'data') })
  await desktop.page.waitForLoadState('load')
})
afterAll(async () => {
  await desktop.close()
  await rm(folder, { recursive: true, force: true })
})

describe('e2e/report-print: on the desktop', () => {
  it('prints a report to where the person says', async () => {
    const { app, page } = desktop
    const file = join(folder, 'chosen.pdf')
    // A system's dialog has no page to click in: it answers with a place at once.
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await page.getByRole('link', { name: /^Reports/ }).click()
    await page.getByRole('button', { name: 'Write the first one' }).click()
    await page.getByRole('article').getByText('What was asked').waitFor()
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: /^PDF/ }).click()
    await expect
      .poll(() => readFile(file, 'latin1').catch(() => ''), { timeout: 60_000 })
      .toMatch(/^%PDF-[^]*%%EOF\s*$/)
    const pdf = await readFile(file, 'latin1')
    expect(pdf).toMatch(/\/Type \/Page\b/)
    // Words with their fonts, not an empty sheet.
    expect(pdf).toMatch(/\/Type \/Font\b/)
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })
})
