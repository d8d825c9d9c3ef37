import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editorOn } from './editor-page.ts'
import { openServedPage, type ServedPage } from './served-page.ts'

let shown: ServedPage
let page: Page
const { keyOf, keysOf, spoken, middle, openNew } = editorOn(() => page)
const more = async (item: string): Promise<void> => {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

beforeAll(async () => {
  shown = await openServedPage()
  page = shown.page
  await openNew()
})

afterAll(() => shown.close())

describe('e2e/editor-deeds', () => {
  it('bends a curve with Alt, and a drag of the curve moves both its ends', async () => {
    const [from, to] = [await middle('rotation', 0), await middle('rotation', 1)]
    const half = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
    await page.keyboard.down('Alt')
    await page.mouse.move(half.x, half.y)
    await page.mouse.down()
    await page.mouse.move(half.x, half.y - 30, { steps: 4 })
    await page.mouse.up()
    await page.keyboard.up('Alt')
    await keyOf('rotation', 0).focus()
    expect(await page.getByLabel('First, time').count()).toBe(1)
    await page.keyboard.press('Control+z')
    await page.mouse.move(half.x, half.y)
    await page.mouse.down()
    await page.mouse.move(half.x, half.y - 30, { steps: 4 })
    expect(await spoken('rotation', 0)).not.toBe('epoch 1, rotation 0°')
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await spoken('rotation', 0)).toBe('epoch 1, rotation 0°')
  })

  it('draws levels epoch by epoch, as one step that undo takes back', async () => {
    await page.getByText('Draw', { exact: true }).click()
    const at = await middle('attackSteps', 0)
    await page.mouse.move(at.x + 30, at.y + 20)
    await page.mouse.down()
    await page.mouse.move(at.x + 280, at.y + 34, { steps: 6 })
    await page.mouse.up()
    expect(await keysOf('attackSteps').count()).toBeGreaterThan(2)
    await page.keyboard.press('Control+z')
    expect(await keysOf('attackSteps').count()).toBe(1)
    await page.getByText('Select', { exact: true }).click()
  })

  it('offers what can be done where the menu is asked for', async () => {
    await keyOf('epsilon', 1).click({ button: 'right' })
    const menu = page.getByRole('menu', { name: 'What can be done here' })
    await menu.getByRole('menuitem', { name: 'Mute the lane' }).click()
    const region = page.getByRole('region', { name: 'Settings at the playhead' })
    expect(await region.innerText()).toMatch(/ε\s+0\s/)
    await keyOf('epsilon', 1).focus()
    await page.keyboard.press('m')
    expect(await region.innerText()).toMatch(/ε\s+0\.2/)
  })

  it('answers advice by a step that can be undone', async () => {
    await keyOf('epsilon', 1).focus()
    await page.keyboard.press('ArrowUp')
    await page.getByRole('button', { name: 'Train up to ε = 0.2' }).click()
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.2')
    const undo = page.getByRole('button', { name: /^Undo/ })
    expect(await undo.getAttribute('title')).toBe('Undo: Train up to ε = 0.2')
    await undo.click()
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.21')
  })

  it('keeps its steps, with their names, over a reload', async () => {
    await page.keyboard.press('Control+s')
    await page.getByText('saved', { exact: true }).waitFor()
    await keyOf('epsilon', 1).focus()
    await page.keyboard.press('ArrowUp')
    await page.getByText('edited', { exact: true }).waitFor()
    await page.waitForTimeout(500)
    await page.reload()
    await keyOf('epsilon', 1).waitFor()
    const undo = page.getByRole('button', { name: /^Undo/ })
    expect(await undo.getAttribute('title')).toBe('Undo: Move key')
    await undo.click()
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.21')
    await undo.click()
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.2')
  })

  it('finds undo in the palette under the name of its step, and a preset to insert', async () => {
    const ask = async (words: string): Promise<void> => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Command, curriculum or run' }).fill(words)
    }
    const before = await spoken('epsilon', 1)
    await ask('preset constant')
    await page.keyboard.press('Enter')
    expect(await keysOf('epsilon').count()).toBe(1)
    await ask('undo')
    expect(await page.locator('[role=option][aria-selected=true]').innerText()).toContain(
      'Undo Preset Constant',
    )
    await page.keyboard.press('Enter')
    expect(await spoken('epsilon', 1)).toBe(before)
    await ask('redo')
    await page.keyboard.press('Enter')
    expect(await keysOf('epsilon').count()).toBe(1)
    await page.keyboard.press('Control+z')
  })

  it('restores a version, as a step like any other', async () => {
    await page.keyboard.press('Control+s')
    await page.getByText('saved', { exact: true }).waitFor()
    await more('Versions…')
    const versions = page.getByRole('dialog', { name: 'Versions' })
    await versions.getByRole('button', { name: 'Restore' }).nth(1).click()
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.21')
    await page.keyboard.press('Control+z')
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.2')
  })

  it('draws another curriculum behind, and says how this one differs', async () => {
    await page.getByRole('button', { name: /^Ghost/ }).click()
    await page.getByRole('menuitem', { name: /^constant/ }).click()
    await page.getByRole('heading', { name: 'Against constant' }).waitFor()
    expect(await page.locator('path.ghost').count()).toBeGreaterThan(0)
  })

  it('solos and locks a lane, and squeezes, copies and fits keys, by its keys alone', async () => {
    const press = (keys: string) => page.keyboard.press(keys)
    const region = page.getByRole('region', { name: 'Settings at the playhead' })
    await keyOf('epsilon', 1).focus()
    await press('s')
    expect(await region.innerText()).toMatch(/Rotation\s+±0°/)
    await press('s')
    await press('l')
    const held = await spoken('epsilon', 1)
    await press('ArrowUp')
    expect(await spoken('epsilon', 1)).toBe(held)
    await press('l')
    // Every key, squeezed by an epoch and stretched again.
    await keyOf('epsilon', 0).focus()
    await press('Control+Shift+a')
    await press('[')
    expect(await spoken('epsilon', 1)).not.toBe(held)
    await press(']')
    expect(await spoken('epsilon', 1)).toBe(held)
    await keyOf('epsilon', 1).click()
    await press('+')
    expect(await keyOf('rotation', 0).count()).toBe(0)
    await press('0')
    expect(await keyOf('rotation', 0).count()).toBe(1)
    // A key of ε becomes one of rotation: its value is held to what that lane takes.
    await keyOf('epsilon', 1).click()
    await press('Control+c')
    await keyOf('rotation', 0).focus()
    await press('Control+Shift+v')
    const undo = page.getByRole('button', { name: /^Undo/ })
    expect(await undo.getAttribute('title')).toContain('Paste')
    await press('Control+z')
  })

  it('draws its timeline as a file', async () => {
    for (const kind of ['SVG', 'PNG']) {
      const waiting = page.waitForEvent('download')
      await more(`Export ${kind}`)
      const path = await (await waiting).path()
      const bytes = await readFile(path)
      if (kind === 'SVG') expect(bytes.toString()).toMatch(/^<svg[^]*Radius ε[^]*<\/svg>\s*$/)
      else expect([...bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')])
    }
  })

  it('exports a file that can be imported again', async () => {
    const waiting = page.waitForEvent('download')
    await more('Export JSON')
    const download = await waiting
    expect(download.suggestedFilename()).toBe('new-curriculum.json')
    const path = await download.path()
    const spec = JSON.parse(await readFile(path, 'utf8')) as { epochs: number }
    const file = {
      name: 'longer.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ ...spec, epochs: spec.epochs + 2 })),
    }
    await page.getByLabel('JSON file to import').setInputFiles(file)
    await page.getByRole('button', { name: 'Replace this one' }).click()
    expect(await page.getByLabel('Epochs', { exact: true }).inputValue()).toBe('10')
    expect(shown.complaints).toEqual([])
  })
})
