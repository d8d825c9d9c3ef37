import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeOnnx } from '../main/engine/onnx-file/write-onnx.ts'
import { launchElectron, type Desktop } from '../setup/electron.ts'
import { dropFile } from './drop-file.ts'
import { editorOn } from './editor-page.ts'
import { complaintsOf } from './served-page.ts'
import { tellsTheMainStory } from './story/main-story.ts'

let desktop: Desktop
let dataDir: string
let complaints: readonly string[]

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))
  desktop = await launchElectron({ dataDir })
  complaints = complaintsOf(desktop.page)
  // Again, now that we listen, so that nothing of the start is missed.
  await desktop.page.reload()
  await desktop.page.getByRole('link', { name: 'Curricula' }).first().waitFor()
})

afterAll(async () => {
  await desktop.close()
  await rm(dataDir, { recursive: true, force: true })
})

tellsTheMainStory('electron-story', () => desktop.page)

describe('e2e/electron-story: a network made elsewhere', () => {
  it('is dropped on the window, becomes a run, and is looked at in the laboratory', async () => {
    const { page } = desktop
    const head = {
      name: 'head',
      shape: [784, 10],
      values: Array.from({ length: 7840 }, (_, i) => Math.sin(i)),
    }
    const network = writeOnnx({
      nodes: [
        { type: 'Flatten', inputs: ['x'], outputs: ['flat'] },
        { type: 'MatMul', inputs: ['flat', 'head'], outputs: ['z'] },
      ],
      ...{ tensors: [head], input: [undefined, 1, 28, 28], output: 'z' },
    })
    await dropFile(page, network, 'linear.onnx')
    const dialog = page.getByRole('dialog', { name: 'Import linear.onnx' })
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await dialog.getByText('linear.onnx is a run of its own now').waitFor({ timeout: 60_000 })
    await dialog.getByRole('button', { name: 'Open in the laboratory' }).click()
    await page.getByRole('img', { name: /^Perturbed: image/ }).waitFor({ timeout: 60_000 })
    const model = page.getByLabel('Model', { exact: true }).locator('option:checked')
    expect(await model.textContent()).toBe('linear, onnx, imported')
  })
})

describe('e2e/electron-story: the native menu', () => {
  const { keyOf, keysOf, spoken, openNew } = editorOn(() => desktop.page)
  const labels = () =>
    desktop.app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? [])
        .flatMap(({ submenu }) => submenu?.items ?? [])
        .map(({ label }) => label),
    )

  it('names the step that undo takes back, and takes it back', async () => {
    await openNew()
    expect(await labels()).toContain('Undo')
    await keyOf('epsilon', 1).focus()
    const before = await spoken('epsilon', 1)
    await desktop.page.keyboard.press('ArrowUp')
    await expect.poll(labels, { timeout: 30_000 }).toContain('Undo Move key')
    await desktop.app.evaluate(({ Menu }) => {
      const menus = Menu.getApplicationMenu()?.items ?? []
      const items = menus.flatMap(({ submenu }) => submenu?.items ?? [])
      items.find(({ label }) => label === 'Undo Move key')?.click()
    })
    await expect.poll(() => spoken('epsilon', 1), { timeout: 30_000 }).toBe(before)
    await expect.poll(labels, { timeout: 30_000 }).toContain('Redo Move key')
  })

  /** Items of the menus that the open screen adds, by their label: whether they can be chosen. */
  const ofScreen = () =>
    desktop.app.evaluate(({ Menu }) => {
      const menus = Menu.getApplicationMenu()?.items ?? []
      const all = (items: typeof menus): typeof menus =>
        items.flatMap((item) => (item.submenu ? all(item.submenu.items) : [item]))
      const screens = menus.filter(({ label }) => ['Timeline', 'Curriculum'].includes(label))
      return Object.fromEntries(all(screens).map(({ label, enabled }) => [label, enabled]))
    })

  it('lists what the open screen can do, as it can now, and does it once a key or a click', async () => {
    const { page, app } = desktop
    await expect.poll(ofScreen, { timeout: 30_000 }).toMatchObject({
      ...{ 'Train…': true, 'Remove the keys': true },
      'Squeeze the selection in time': false,
    })
    const count = () => keysOf('epsilon').count()
    const before = await count()
    await app.evaluate(({ Menu }) => {
      const menus = Menu.getApplicationMenu()?.items ?? []
      const keys = menus.find(({ label }) => label === 'Timeline')?.submenu?.items ?? []
      const items = keys.flatMap(({ submenu }) => submenu?.items ?? [])
      items.find(({ label }) => label === 'Add a key')?.click()
    })
    await expect.poll(count, { timeout: 30_000 }).toBe(before + 1)
    await page.keyboard.press('Control+z')
    await expect.poll(count, { timeout: 30_000 }).toBe(before)
    // The menu shows this key too, and must not obey it beside the page.
    await keyOf('epsilon', 1).focus()
    await page.keyboard.press('a')
    await expect.poll(count, { timeout: 30_000 }).toBe(before + 1)
    await page.keyboard.press('Control+z')
    await expect.poll(count, { timeout: 30_000 }).toBe(before)
    await page.getByRole('link', { name: 'Queue' }).first().click()
    await expect.poll(ofScreen, { timeout: 30_000 }).toEqual({})
  })
})

describe('e2e/electron-story: all of it', () => {
  it('was told without an error or a breach of the content policy', () => {
    expect(complaints).toEqual([])
  })
})
