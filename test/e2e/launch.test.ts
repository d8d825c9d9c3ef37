import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSpecInput } from '#spec'
import { runCusp } from '../main/cli/run-cusp.ts'
import { editorOn } from './editor-page.ts'
import { openServedPage, type ServedPage } from './served-page.ts'

/** Another network than a new curriculum's, on the same images: a last run that is unlike. */
const spec: RunSpecInput = {
  version: 1,
  name: 'the other network',
  dataset: { source: { kind: 'digits' }, train: 400, test: 100 },
  model: { architecture: 'p4-cnn-small' },
  epochs: 1,
  batchSize: 50,
  probe: { count: 40 },
  curriculum: { lanes: {} },
  evaluation: { version: 1, name: 'clean', subset: { count: 40 }, plans: [{ attack: 'clean' }] },
}

let shown: ServedPage
let page: Page
const { keyOf, openNew } = editorOn(() => page)
const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog', { name: 'Train' })
const since = () => page.getByRole('region', { name: 'What differs from the last run' })
const time = () => page.getByRole('group', { name: 'How long it takes' })
const patience = { timeout: 240_000 }

/** The curriculum on screen with less to do. */
async function makeSmall(): Promise<void> {
  await page.getByText('JSON', { exact: true }).click()
  const area = page.getByLabel('Spec as JSON')
  const whole = JSON.parse(await area.inputValue()) as { dataset: object }
  await area.fill(
    JSON.stringify({
      ...whole,
      dataset: { ...whole.dataset, train: 256, test: 64 },
      probe: { count: 32 },
      checkpointEverySteps: 8,
      evaluation: {
        ...{ version: 1, name: 'clean', subset: { count: 32 }, plans: [{ attack: 'clean' }] },
      },
    }),
  )
  await page.getByText('Timeline', { exact: true }).click()
  await keyOf('epsilon', 0).waitFor()
}

async function openForm(): Promise<void> {
  await button('Train…').click()
  await page.getByLabel('Name of the run').waitFor()
}

beforeAll(async () => {
  shown = await openServedPage(async ({ folder }) => {
    await writeFile(join(folder, 'spec.json'), JSON.stringify(spec))
    expect(await runCusp(['run', 'spec.json', '--json'], folder)).toMatchObject({ code: 0 })
  })
  page = shown.page
  await openNew()
  await makeSmall()
})

afterAll(() => shown.close())

describe('e2e/launch', () => {
  it('says what makes the last run unlike, instead of listing what differs', async () => {
    await openForm()
    await since()
      .getByRole('heading', { name: /^Unlike the last run, “the other network”/ })
      .waitFor()
    expect(await since().innerText()).toMatch(
      /small CNN, equivariant to turns instead of small CNN/,
    )
  })

  it('tries two batches, and says what they took', async () => {
    await button('Dry run').click()
    await dialog()
      .getByText(/^It works\. A step takes/)
      .waitFor(patience)
    expect(
      await dialog()
        .getByText(/^It works/)
        .innerText(),
    ).toMatch(/1 attack plan on two images/)
  })

  it('says how many runs a sweep is and how long it takes, before it starts', async () => {
    await page.getByLabel('Seeds', { exact: false }).fill('0-1')
    const sweep = page.getByLabel('Sweep', { exact: false })
    await sweep.fill('epochs = 8, nine')
    await dialog()
      .getByText(/epochs/)
      .last()
      .waitFor()
    expect(await button('Start').isDisabled()).toBe(true)
    await sweep.fill('optimiser.weightDecay = 0, 0.01\nbatchSize = 64')
    await dialog()
      .getByText(/^4 runs, each of/)
      .waitFor()
    await time().getByText('How long this takes here was not measured.').waitFor()
    await button('Measure time').click()
    await time()
      .getByText(/^About .* for the 4 runs together on this machine/)
      .waitFor(patience)
    await time()
      .getByText(/^From steps measured here on/)
      .waitFor()
  })

  it('starts as many runs, with every value of every path', async () => {
    await page.getByLabel('Name of the run').fill('swept')
    await button('Start').click()
    await page.waitForURL(/#\/queue/)
    await page.evaluate(() => (location.hash = '#/runs'))
    await page.getByPlaceholder(/^Filter/).fill('swept')
    await page.getByPlaceholder(/^Filter/).press('Enter')
    const rows = page.getByRole('row').filter({ hasText: 'swept' })
    await expect.poll(() => rows.count(), patience).toBe(4)
    const folder = shown.served.folder
    const listed = await runCusp(['runs', '--json', '--where', 'swept'], folder)
    expect(listed, listed.stderr).toMatchObject({ code: 0 })
    const ids = [...new Set(listed.stdout.match(/"id": ?"([0-9a-z]{10})"/g) ?? [])]
    expect(ids).toHaveLength(4)
  })
})

describe('e2e/launch: a fork', () => {
  it('is said to take the steps that are left, by the rates measured for the whole', async () => {
    await page
      .getByRole('link', { name: /^swept/ })
      .last()
      .click()
    const state = page.getByRole('region', { name: 'Facts' }).locator('dd').first()
    await expect.poll(() => state.innerText(), patience).toBe('finished')
    // The list may be a second old, from before the last checkpoint took the place of another.
    await page.reload()
    const total = Number(
      /of (\d+)$/.exec(
        await page
          .getByText(/^\d+ of \d+$/)
          .first()
          .innerText(),
      )?.[1],
    )
    const go = page.getByRole('button', { name: /^Continue from step/ }).first()
    const step = Number(/\d+/.exec((await go.getAttribute('aria-label')) ?? '')?.[0])
    expect(step).toBeLessThan(total)
    await go.click()
    await keyOf('epsilon', 0).waitFor()
    await openForm()
    await dialog()
      .getByText(`1 run of the ${total - step} steps left of ${total} on 256 images`)
      .waitFor()
    await time()
      .getByText(/^About .* on this machine: .* of training/)
      .waitFor()
    await button('Start').click()
    await page.getByText(new RegExp(`^It began at step ${step} of`)).waitFor(patience)
    await expect.poll(() => state.innerText(), patience).toBe('finished')
    expect(shown.complaints).toEqual([])
  })
})
