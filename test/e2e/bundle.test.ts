import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCusp } from '../main/cli/run-cusp.ts'
import { bundleOfDraft, draft, id } from '../main/host/bundle/forge.ts'
import { launchBrowser } from '../setup/chromium.ts'
import { axeFaults } from './axe-faults.ts'
import { dropFile } from './drop-file.ts'
import { serveCusp, type Served } from './served.ts'

let folder: string
let full: Served
let empty: Served
let browser: Browser
const complaints: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cusp-e2e-bundle-'))
  await writeFile(join(folder, 'first.cusp'), bundleOfDraft(draft()))
  await runCusp(['import', 'first.cusp', '--data', join(folder, 'full')], folder)
  full = await serveCusp(['--data', join(folder, 'full')])
  empty = await serveCusp(['--data', join(folder, 'empty')])
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await full.close()
  await empty.close()
  await rm(folder, { recursive: true, force: true })
})

async function open({ address }: Served): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.setViewportSize({ width: 1024, height: 700 })
  await page.goto(address)
  // Who goes elsewhere before the page has begun is sent to its first screen after all.
  await page.getByRole('navigation', { name: 'Screens' }).waitFor()
  await page.waitForURL((url) => !url.hash.startsWith('#t='))
  return page
}

describe('e2e/bundle', () => {
  it('exports a run from its page, and brings it in by dropping the file elsewhere', async () => {
    const page = await open(full)
    await page.goto(`${full.address.split('#')[0]}#/runs/${id}`)
    await page.getByRole('button', { name: 'Export…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export 1 run' })
    await dialog.getByRole('checkbox', { name: /Checkpoints/ }).check()
    expect(await axeFaults(page)).toEqual([])
    const downloading = page.waitForEvent('download')
    await dialog.getByRole('button', { name: /^Export, about/ }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('tiny.cusp')
    const bytes = await readFile(await download.path())

    await page.getByRole('button', { name: 'Export…' }).click()
    await dialog.getByLabel('Write').selectOption('csv')
    await dialog.getByText('A zip of tables').waitFor()
    expect(await axeFaults(page)).toEqual([])
    const tables = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
    expect((await tables).suggestedFilename()).toBe('tiny.csv.zip')

    const other = await open(empty)
    await dropFile(other, bytes, 'tiny.cusp', false)
    await other.getByText('Drop a .cusp bundle to see what would come in').waitFor()
    await dropFile(other, bytes, 'tiny.cusp')
    const preview = other.getByRole('dialog', { name: 'Import tiny.cusp' })
    await preview.getByRole('cell', { name: 'comes in' }).waitFor()
    expect(await preview.getByRole('row').allTextContents()).toContainEqual(
      expect.stringMatching(/Run\s*tiny\s*finished, checkpoints/),
    )
    expect(await axeFaults(other)).toEqual([])
    await preview.getByRole('button', { name: 'Bring all in' }).click()
    await other.getByText('1 run brought in.').waitFor()
    await expect.poll(() => other.url()).toContain(`#/runs/${id}`)

    await dropFile(other, bytes, 'tiny.cusp')
    await preview.getByRole('cell', { name: 'is here already' }).waitFor()
    await other.keyboard.press('Escape')
    await preview.waitFor({ state: 'hidden' })
    await page.close()
    await other.close()
  })

  it('says what is wrong with a file, and that nothing of it came in', async () => {
    const page = await open(empty)
    await page.keyboard.press('Control+K')
    await page.keyboard.type('Import a bundle')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Import a bundle' })
    await dialog.getByRole('button', { name: 'Choose a file…' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    const chosen = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Choose a file…' }).click()
    const buffer = bundleOfDraft(draft((run) => (run.state = 'running')))
    await (await chosen).setFiles({ name: 'bad.cusp', mimeType: '', buffer })
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/state.*Nothing of it was brought in/)
    await page.close()
  })

  it('logs no error and no violation of the policy', () => {
    expect(complaints).toEqual([])
  })
})
