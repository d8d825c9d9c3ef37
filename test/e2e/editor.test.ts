import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { editorOn } from './editor-page.ts'
import { openServedPage, type ServedPage } from './served-page.ts'

let shown: ServedPage
let page: Page
const { keyOf, keysOf, spoken, middle, openNew } = editorOn(() => page)

async function dragBy(lane: string, index: number, x: number, y: number): Promise<void> {
  const from = await middle(lane, index)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + x / 2, from.y + y / 2)
  await page.mouse.move(from.x + x, from.y + y, { steps: 4 })
}

/** Pixels from one epoch's line to the next. */
async function epochWidth(): Promise<number> {
  const lines = page.locator('svg line.grid')
  const [first, second] = await Promise.all([0, 1].map((i) => lines.nth(i).getAttribute('x1')))
  return Number(second) - Number(first)
}

beforeAll(async () => {
  shown = await openServedPage()
  page = shown.page
  await openNew()
})

afterAll(() => shown.close())

describe('e2e/editor: with a pointer', () => {
  it('opens a new curriculum with a warm-up to bend', async () => {
    expect(await spoken('epsilon', 0)).toBe('epoch 1, epsilon 0')
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.2')
  })

  it('drags a key to another epoch and value as one step that undo takes back', async () => {
    const epoch = await epochWidth()
    await dragBy('epsilon', 1, epoch * 1.1, 30)
    const held = await spoken('epsilon', 1)
    expect(held).toMatch(/^epoch 6, epsilon 0\.\d+$/)
    await page.mouse.up()
    expect(await spoken('epsilon', 1)).toBe(held)
    await page.keyboard.press('Control+z')
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.2')
    await page.keyboard.press('Control+Shift+z')
    expect(await spoken('epsilon', 1)).toBe(held)
    await page.keyboard.press('Control+z')
  })

  it('lets go of a drag at Escape, and takes a tremble for none', async () => {
    await dragBy('epsilon', 1, 120, 40)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.2')
    await dragBy('epsilon', 1, 2, 1)
    await page.mouse.up()
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.2')
  })

  it('places a key between epochs while Alt is held, and keeps its value with Shift', async () => {
    const epoch = await epochWidth()
    await page.keyboard.down('Alt')
    await page.keyboard.down('Shift')
    await dragBy('epsilon', 1, epoch * 0.5, 9)
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await page.keyboard.up('Alt')
    expect(await spoken('epsilon', 1)).toMatch(/^epoch 5\.\d+, epsilon 0\.2$/)
    await page.keyboard.press('Control+z')
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.2')
  })

  it('adds a key by double-click, sets its exact value and deletes it', async () => {
    const [from, to] = [await middle('rotation', 0), await middle('rotation', 1)]
    const before = await keysOf('rotation').count()
    await page.mouse.dblclick((from.x + to.x) / 2, (from.y + to.y) / 2 - 12)
    expect(await keysOf('rotation').count()).toBe(before + 1)
    expect(await spoken('rotation', 1)).toMatch(/^epoch 3, rotation \d+°$/)
    await page.keyboard.press('Enter')
    await page.keyboard.type('12.5')
    await page.keyboard.press('Enter')
    expect(await spoken('rotation', 1)).toBe('epoch 3, rotation 12.5°')
    await keyOf('rotation', 1).focus()
    await page.keyboard.press('Delete')
    expect(await keysOf('rotation').count()).toBe(before)
  })

  it('selects keys of two lanes in a box and moves them together', async () => {
    const epoch = await epochWidth()
    const [top, bottom] = [await middle('epsilon', 1), await middle('rotation', 1)]
    await page.mouse.move(top.x - 20, top.y - 14)
    await page.mouse.down()
    await page.mouse.move(bottom.x + 20, bottom.y + 14, { steps: 4 })
    await page.mouse.up()
    expect(await page.locator('.key.selected').count()).toBe(2)
    await dragBy('rotation', 1, epoch, 0)
    await page.mouse.up()
    expect(await spoken('epsilon', 1)).toBe('epoch 6, epsilon 0.2')
    expect(await spoken('rotation', 1)).toBe('epoch 6, rotation 30°')
    await page.keyboard.press('Control+z')
  })
})

describe('e2e/editor: its text and the host', () => {
  it('shows the same in JSON, and what JSON says on the timeline', async () => {
    await page.getByText('Both', { exact: true }).click()
    const area = page.getByLabel('Spec as JSON')
    const text = await area.inputValue()
    const { curriculum } = JSON.parse(text) as {
      curriculum: { lanes: { epsilon: { value: number }[] } }
    }
    expect(curriculum.lanes.epsilon[1]?.value).toBe(0.2)
    await area.fill(text.replace(/("value": )0\.2\b/, '$18'))
    const problem = page.getByRole('note').filter({ hasText: 'did you mean 8/255 = 0.0314?' })
    expect(await problem.count()).toBe(1)
    expect(await page.locator('.marks .marked').allTextContents()).toEqual(['8'])
    await page.getByText('Timeline', { exact: true }).click()
    expect(await page.getByText('JSON •').count()).toBe(1)
    await page.getByText('Both', { exact: true }).click()
    await problem.getByRole('button', { name: /^Line \d+/ }).click()
    const selected = await area.evaluate((element: HTMLTextAreaElement) =>
      element.value.slice(element.selectionStart, element.selectionEnd),
    )
    expect(selected).toBe('8')
    await page.reload()
    await problem.waitFor()
    expect(await page.locator('.marks .marked').allTextContents()).toEqual(['8'])
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.2')
    await area.fill(text.replace(/("value": )0\.2\b/, '$10.3'))
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.3')
    await page.getByText('Timeline', { exact: true }).click()
  })

  it('keeps what is saved across a reload, and what is not saved too', async () => {
    await page.keyboard.press('Control+s')
    await page.getByText('saved', { exact: true }).waitFor()
    await keyOf('epsilon', 1).focus()
    await page.keyboard.press('ArrowUp')
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.31')
    await page.reload()
    await keyOf('epsilon', 1).waitFor()
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.31')
    await page.keyboard.press('Control+z')
    expect(await spoken('epsilon', 1)).toBe('epoch 5, epsilon 0.3')
    await page.getByText('saved', { exact: true }).waitFor()
  })

  it('says why a setting cannot be, in the host’s words, and takes one that can', async () => {
    const epochs = page.getByLabel('Epochs', { exact: true })
    await epochs.fill('0')
    await epochs.press('Enter')
    await page.getByText('epochs: is 0; at least 1 belongs here').waitFor()
    await epochs.fill('1')
    await epochs.press('Enter')
    expect(await spoken('epsilon', 0)).toBe('epoch 1, epsilon 0')
    expect(await keysOf('epsilon').count()).toBe(2)
  })

  it('starts a run and shows it', async () => {
    await page.getByText('Images', { exact: true }).click()
    for (const [label, count] of [
      ['Images evaluated', '16'],
      ['Training images', '640'],
    ] as const) {
      await page.getByLabel(label).fill(count)
      await page.getByLabel(label).press('Enter')
    }
    await page.getByRole('button', { name: 'Train…' }).click()
    await page.getByLabel('Name of the run').fill('from the editor')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.waitForURL(/#\/runs\/.+/)
    await page.getByRole('heading', { name: 'from the editor' }).first().waitFor()
  })

  it('broke neither a rule of the content policy nor anything else', () => {
    expect(shown.complaints).toEqual([])
  })
})
