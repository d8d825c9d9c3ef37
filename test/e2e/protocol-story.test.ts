import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSpecInput } from '#spec'
import { runCusp } from '../main/cli/run-cusp.ts'
import { openServedPage, type ServedPage } from './served-page.ts'

/** Every test image is evaluated, so that the laboratory's open subset can be the same images. */
const images = 100
const spec: RunSpecInput = {
  version: 1,
  name: 'little',
  dataset: { source: { kind: 'digits' }, train: 400, test: images },
  model: { architecture: 'std-cnn' },
  epochs: 3,
  batchSize: 50,
  probe: { count: 40 },
  curriculum: { lanes: { learningRate: [{ at: { step: 0 }, value: 0.002 }] } },
  evaluation: {
    ...{ version: 1, name: 'clean', subset: { count: images }, plans: [{ attack: 'clean' }] },
    gallery: 0,
  },
}

let shown: ServedPage
let page: Page
/** What the laboratory says of the images under the attack, and under the transform. */
let seen: { attacked: string; moved: string }

const slider = (name: string) => page.getByRole('slider', { name })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const attack = 'PGD-5 L∞, ε = 0.15, 2 restarts'
const transform = 'turned by 45°, shifted 2 px right'

/** Sets what is to be seen: an attack, a transform and a seed that is none of the protocol's. */
async function set(): Promise<void> {
  await slider('Radius ε').fill('0.15')
  await slider('Attack steps').fill('5')
  await slider('Restarts').fill('2')
  const seed = page.getByLabel('Seed of its draws')
  await seed.fill('7')
  await seed.press('Enter')
  await page.getByLabel('Images', { exact: true }).selectOption({ label: 'the first 128' })
}

/** Accuracy of every test image at ε = 0.15, and at 45° and 2 px to the right, as 0.85. */
async function measure(): Promise<typeof seen> {
  await button('Measure').click()
  await page.getByText(/^Accuracy (never rises|rises by)/).waitFor()
  const table = page.getByRole('table', { name: 'Accuracy over ε' })
  if (!(await table.isVisible())) await button('Numbers of “Accuracy over ε” as a table').click()
  const row = table.getByRole('row').filter({ hasText: /^0\.15/ })
  const attacked = /0\.\d{3}|1\.000/.exec(await row.getByRole('cell').last().innerText())?.[0] ?? ''
  await page.getByRole('radio', { name: 'Listed images' }).check()
  const cell = page.getByRole('button', { name: /^45°, 2 px to the right: \d+ % right/ })
  await cell.waitFor()
  const percent = /: (\d+) %/.exec((await cell.getAttribute('aria-label')) ?? '')?.[1]
  await cell.click()
  return { attacked, moved: (Number(percent) / images).toFixed(3) }
}

/** What the page of a run says of an attack of its newest evaluation. */
async function scoreOf(under: string): Promise<string> {
  const row = page.getByRole('row').filter({ hasText: under })
  await row.first().waitFor({ timeout: 240_000 })
  return (await row.first().innerText()).match(/\b[01]\.\d{3}\b/)?.[0] ?? ''
}

beforeAll(async () => {
  shown = await openServedPage(async ({ folder }) => {
    await writeFile(join(folder, 'spec.json'), JSON.stringify(spec))
    expect(await runCusp(['run', 'spec.json', '--json'], folder)).toMatchObject({ code: 0 })
  })
  page = shown.page
  await page.getByRole('link', { name: 'Laboratory' }).first().click()
  await page.getByRole('img', { name: /^Original: image/ }).waitFor()
})

afterAll(() => shown.close())

describe('e2e/protocol-story', () => {
  it('measures a setting on every test image', async () => {
    await set()
    seen = await measure()
    expect(seen.attacked).toMatch(/^[01]\.\d{3}$/)
    expect(seen.moved).toMatch(/^[01]\.\d{3}$/)
  })

  it('evaluates the run with it, and finds what was seen', async () => {
    await button('Evaluate with it').click()
    await page.waitForURL(/#\/runs\//)
    expect(await scoreOf(attack)).toBe(seen.attacked)
    expect(await scoreOf(transform)).toBe(seen.moved)
    await page.goBack()
    await page.getByRole('img', { name: /^Transformed: image/ }).waitFor()
  })

  it('sends to a curriculum exactly what is seen', async () => {
    await button('Send to a protocol…').click()
    const dialog = page.getByRole('dialog', { name: 'Send to an evaluation protocol' })
    expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([attack, transform])
    await dialog.getByText('the seed of its draws is 7, as here').waitFor()
    await dialog.getByLabel('Curriculum').selectOption({ label: 'a new curriculum' })
    await dialog.getByRole('button', { name: 'Send' }).click()
    await page.locator('[data-key="epsilon-1"]').waitFor()
    await page.getByText('JSON', { exact: true }).click()
    const { evaluation } = JSON.parse(await page.getByLabel('Spec as JSON').inputValue()) as {
      evaluation: { seed: number; plans: object[] }
    }
    expect(evaluation.seed).toBe(7)
    expect(evaluation.plans.slice(-2)).toEqual([
      {
        ...{ attack: 'pgd', norm: 'linf', epsilon: 0.15, steps: 5, restarts: 2 },
        ...{ stepSize: { relativeToEpsilon: 2.5 }, randomStart: true, climbs: 'label' },
      },
      { attack: 'spatial-fixed', angle: 45, dx: 2, dy: 0 },
    ])
  })

  it('trains by that curriculum, whose evaluation says what the laboratory then says', async () => {
    const area = page.getByLabel('Spec as JSON')
    const whole = JSON.parse(await area.inputValue()) as {
      dataset: object
      evaluation: { plans: object[] }
    }
    const { plans } = whole.evaluation
    const small = {
      ...whole,
      dataset: { ...whole.dataset, train: 400, test: images },
      evaluation: {
        ...{ ...whole.evaluation, subset: { count: images }, curves: [], gallery: 0 },
        plans: plans.slice(-2),
      },
      probe: { count: 40 },
    }
    await area.fill(JSON.stringify(small))
    await page.getByText('Timeline', { exact: true }).click()
    await button('Train…').click()
    await page.getByLabel('Name of the run').fill('sent')
    await button('Start').click()
    await page.waitForURL(/#\/runs\//)
    const evaluated = { attacked: await scoreOf(attack), moved: await scoreOf(transform) }
    await page.getByRole('link', { name: 'Laboratory', exact: true }).last().click()
    await expect
      .poll(() => page.getByLabel('Model', { exact: true }).locator('option:checked').textContent())
      .toMatch(/^sent, std-cnn/)
    await page.getByRole('img', { name: /^Original: image/ }).waitFor()
    await set()
    expect(await measure()).toEqual(evaluated)
    expect(shown.complaints).toEqual([])
  })
})
