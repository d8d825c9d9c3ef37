import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSpecInput } from '#spec'
import { runCusp } from '../main/cli/run-cusp.ts'
import { openServedPage, type ServedPage } from './served-page.ts'

const spec: RunSpecInput = {
  version: 1,
  name: 'little',
  dataset: { source: { kind: 'digits' }, train: 400, test: 100 },
  model: { architecture: 'std-cnn' },
  epochs: 2,
  batchSize: 50,
  probe: { count: 40 },
  curriculum: { lanes: { learningRate: [{ at: { step: 0 }, value: 0.002 }] } },
  evaluation: { version: 1, name: 'clean', subset: { count: 40 }, plans: [{ attack: 'clean' }] },
}

let shown: ServedPage
let page: Page

const picture = (name: RegExp) => page.getByRole('img', { name })
const cell = (name: RegExp) => page.getByRole('button', { name })
const slider = (name: string) => page.getByRole('slider', { name })

/** Waits until the address says so. */
const addressed = (part: RegExp) => page.waitForURL((url) => part.test(url.hash))

beforeAll(async () => {
  shown = await openServedPage(async ({ folder }) => {
    await writeFile(join(folder, 'spec.json'), JSON.stringify(spec))
    expect(await runCusp(['run', 'spec.json', '--json'], folder)).toMatchObject({ code: 0 })
  })
  page = shown.page
  await page.getByRole('link', { name: 'Laboratory' }).first().click()
  await picture(/^Original: image/).waitFor()
})

afterAll(() => shown.close())

describe('e2e/laboratory: one image', () => {
  it('shows it original, perturbed and as a difference, by the newest checkpoint', async () => {
    expect(
      await page.getByLabel('Model', { exact: true }).locator('option:checked').textContent(),
    ).toBe('little, std-cnn, step 16')
    await picture(/^Perturbed: image/).waitFor()
    await picture(/^Difference, 3 times/).waitFor()
    await page.getByText('L∞ 0.100').waitFor()
    await page.getByText(/restart \d, kept/).waitFor()
    expect(await page.getByText(/restart \d/).count()).toBeGreaterThanOrEqual(3)
  })

  it('answers live as a slider is moved, and keeps it in the address', async () => {
    await slider('Radius ε').focus()
    for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowRight')
    await page.getByText('L∞ 0.200').waitFor()
    await addressed(/epsilon=0\.2/)
    await page.reload()
    await page.getByText('L∞ 0.200').waitFor()
    expect(await slider('Radius ε').inputValue()).toBe('0.2')
  })

  it('loads the transform of a cell, by pointer and by keyboard', async () => {
    await cell(/^45°, 2 px to the right/).click()
    await picture(/^Transformed: image/).waitFor()
    expect(await slider('Rotation').inputValue()).toBe('45')
    expect(await slider('Shift to the right').inputValue()).toBe('2')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await addressed(/angle=60/)
    expect(await slider('Shift to the right').inputValue()).toBe('0')
  })

  it('browses by class and opens the image that is chosen', async () => {
    await page.getByLabel('Class', { exact: true }).selectOption('7')
    await page.getByText(/^\d+ of 100 test images/).waitFor()
    const second = page.getByRole('button', { name: /^Image \d+, a 7/ }).nth(1)
    await second.click()
    const index = /\d+/.exec((await second.getAttribute('title')) ?? '')?.[0] ?? ''
    await page.getByRole('heading', { name: `Image ${index}, a 7` }).waitFor()
    await addressed(new RegExp(`image=${index}`))
  })
})

describe('e2e/laboratory: the open subset', () => {
  it('measures accuracy over ε, and says whether it falls as it should', async () => {
    await page.getByLabel('Class', { exact: true }).selectOption('any')
    await page.getByRole('button', { name: 'Measure' }).click()
    await page.getByText(/^Accuracy (never rises|rises by)/).waitFor()
    await page.getByRole('button', { name: 'Numbers of “Accuracy over ε” as a table' }).click()
    expect(
      await page.getByRole('table', { name: 'Accuracy over ε' }).getByRole('row').count(),
    ).toBe(10)
  })

  it('stops measuring when it is told to, and keeps what it has', async () => {
    await slider('Attack steps').fill('100')
    await slider('Restarts').fill('10')
    await page.getByRole('button', { name: 'Measure' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('Cancelled; what was measured stays.').waitFor()
    await page.getByRole('radio', { name: 'Listed images' }).check()
    await cell(/^0°, 0 px to the right: \d+ % right/).waitFor()
  })
})

describe('e2e/laboratory: where a setting goes', () => {
  it('becomes a key of a curriculum, which is opened with it', async () => {
    await page.getByRole('button', { name: 'Send to a keyframe…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Curriculum').selectOption({ label: 'a new curriculum' })
    await dialog.getByLabel('At the start of epoch').fill('3')
    await dialog.getByLabel('At the start of epoch').press('Enter')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await page.locator('[data-key="epsilon-1"]').waitFor()
    const spoken = await page
      .locator('[data-key^="epsilon-"]')
      .evaluateAll((keys) => keys.map((key) => key.getAttribute('aria-valuetext')))
    expect(spoken).toContain('epoch 3, epsilon 0.2')
  })

  it('becomes a step of the curriculum that is open, which undo takes back', async () => {
    const spoken = () =>
      page
        .locator('[data-key^="epsilon-"]')
        .evaluateAll((keys) => keys.map((key) => key.getAttribute('aria-valuetext')))
    const before = await spoken()
    await page.goBack()
    await page.getByRole('button', { name: 'Send to a keyframe…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Curriculum').selectOption({ label: 'From the laboratory' })
    await dialog.getByLabel('At the start of epoch').fill('7')
    await dialog.getByLabel('At the start of epoch').press('Enter')
    await dialog.getByRole('button', { name: 'Send' }).click()
    const undo = page.getByRole('button', { name: /^Undo/ })
    await page.locator('[data-key="epsilon-3"]').waitFor()
    expect(await spoken()).toContain('epoch 7, epsilon 0.2')
    expect(await undo.getAttribute('title')).toBe('Undo: Send from the laboratory')
    await page.getByText('edited', { exact: true }).waitFor()
    await undo.click()
    expect(await spoken()).toEqual(before)
  })

  it('shows training images at the playhead, and marks those that are misread', async () => {
    const strip = page.getByRole('region', { name: 'Images at the playhead' })
    await strip
      .getByRole('img', { name: /^Image \d+: a \d, predicted \d/ })
      .nth(7)
      .waitFor()
    const names = await strip
      .getByRole('img')
      .evaluateAll((images) => images.map((image) => image.getAttribute('aria-label') ?? ''))
    const misread = names.filter((name) => /a (\d), predicted (?!\1)/.test(name))
    expect(await strip.getByText('misread', { exact: false }).first().textContent()).toContain(
      `${misread.length} of 8 misread`,
    )
    // An image goes to the laboratory by a click or by Enter, and Back brings the curriculum again.
    const sent = strip.getByRole('link', { name: /^Send to the laboratory/ })
    const number = /Image (\d+)/.exec((await sent.nth(1).getAttribute('aria-label')) ?? '')?.[1]
    await sent.nth(1).focus()
    await page.keyboard.press('Enter')
    await addressed(new RegExp(`laboratory.*image=${number}`))
    await picture(new RegExp(`^Original: image ${number}`)).waitFor()
    await page.goBack()
    await strip.getByRole('img').nth(7).waitFor()
    await strip.getByLabel('Predictions by').selectOption({ label: 'untrained weights' })
    await strip.getByText('Clean', { exact: true }).click()
    await strip.getByRole('button', { name: 'Hide' }).click()
    expect(await strip.getByRole('img').count()).toBe(0)
    await strip.getByRole('button', { name: 'Show images at the playhead' }).click()
    await strip.getByRole('img').first().waitFor()
  })

  it('had nothing to complain of in the console', () => {
    expect(shown.complaints).toEqual([])
  })
})
