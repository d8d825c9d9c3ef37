import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editorOn } from './editor-page.ts'
import { openServedPage, type ServedPage } from './served-page.ts'

let shown: ServedPage
let page: Page
const { keyOf, spoken, middle, stageAt, openNew } = editorOn(() => page)
const press = (keys: string) => page.keyboard.press(keys)
const undo = () => page.getByRole('button', { name: /^Undo/ })

/** The epochs whose numbers stand under the timeline, and whether the end is in sight. */
async function axis(): Promise<{ epochs: number[]; hasEnd: boolean }> {
  const svg = page.locator('svg', { has: page.getByText('epoch', { exact: true }) }).last()
  const texts = await svg.locator('text').allTextContents()
  const words = texts.map((text) => text.trim())
  return { epochs: words.map(Number).filter(Number.isFinite), hasEnd: words.includes('end') }
}

beforeAll(async () => {
  shown = await openServedPage()
  page = shown.page
  await openNew()
})

afterAll(() => shown.close())

describe('e2e/editor-view: ripple', () => {
  it('takes along what follows, in every lane, by keys and by a drag', async () => {
    const ripple = page.getByRole('button', { name: 'Ripple' })
    expect(await spoken('rotation', 1)).toBe('epoch 5, rotation 30°')
    await keyOf('epsilon', 1).focus()
    await press('r')
    expect(await ripple.getAttribute('aria-pressed')).toBe('true')
    await press('ArrowRight')
    expect(await spoken('epsilon', 1)).toBe('epoch 6, epsilon 0.2')
    expect(await spoken('rotation', 1)).toBe('epoch 6, rotation 30°')
    expect(await spoken('rotation', 0)).toBe('epoch 1, rotation 0°')
    expect(await undo().getAttribute('title')).toBe('Undo: Move key and what follows')
    await undo().click()
    expect(await spoken('rotation', 1)).toBe('epoch 5, rotation 30°')

    const [from, to] = [await middle('epsilon', 0), await middle('epsilon', 1)]
    const epoch = (to.x - from.x) / 4
    await page.mouse.move(to.x, to.y)
    await page.mouse.down()
    await page.mouse.move(to.x + epoch, to.y, { steps: 5 })
    await page.mouse.up()
    expect(await spoken('epsilon', 1)).toBe('epoch 6, epsilon 0.2')
    expect(await spoken('rotation', 1)).toBe('epoch 6, rotation 30°')
    await undo().click()
    await ripple.click()
    await keyOf('epsilon', 1).focus()
    await press('ArrowRight')
    expect(await spoken('rotation', 1)).toBe('epoch 5, rotation 30°')
    await undo().click()
  })

  it('pushes the stages that follow, too', async () => {
    // A key that is looked at has the playhead: the first stage is the whole run.
    await keyOf('epsilon', 0).focus()
    await page.getByRole('button', { name: '+ Stage' }).click()
    await page.getByLabel('Playhead', { exact: true }).focus()
    for (const _epoch of [2, 3, 4, 5, 6]) await press('ArrowRight')
    await press('t')
    expect(await stageAt(1).getAttribute('aria-label')).toContain('epoch 6 to the end')
    await keyOf('epsilon', 1).focus()
    await press('r')
    await press('ArrowRight')
    expect(await stageAt(1).getAttribute('aria-label')).toContain('epoch 7 to the end')
    await press('r')
    await undo().click()
    expect(await stageAt(1).getAttribute('aria-label')).toContain('epoch 6 to the end')
  })
})

describe('e2e/editor-view: what is in sight', () => {
  it('fits the selection, slides to later and earlier steps, and shows the whole again', async () => {
    const whole = await axis()
    expect(whole.hasEnd).toBe(true)
    expect(whole.epochs).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    await keyOf('epsilon', 1).focus()
    await press('Control+Shift+a')
    await press('.')
    const fitted = await axis()
    expect(fitted.hasEnd).toBe(false)
    expect(fitted.epochs).toEqual(expect.arrayContaining([1, 5]))
    expect(fitted.epochs).not.toContain(8)

    await press('>')
    const later = await axis()
    expect(later.epochs).not.toContain(1)
    expect(Math.max(...later.epochs)).toBeGreaterThan(Math.max(...fitted.epochs))
    await press('<')
    expect(await axis()).toEqual(fitted)
    await press('<')
    expect(await axis()).toEqual(fitted)

    // A second time it shows the whole; so does 0.
    await press('.')
    expect(await axis()).toEqual(whole)
    await press('+')
    expect((await axis()).epochs.length).toBeLessThan(8)
    await press('0')
    expect(await axis()).toEqual(whole)
    expect(shown.complaints).toEqual([])
  })
})
