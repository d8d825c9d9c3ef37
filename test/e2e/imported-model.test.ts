import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSpecInput } from '#spec'
import { runCusp } from '../main/cli/run-cusp.ts'
import { writeOnnx, type FileDraft } from '../main/engine/onnx-file/write-onnx.ts'
import { axeFaults } from './axe-faults.ts'
import { dropFile } from './drop-file.ts'
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

const head = { name: 'head', shape: [784, 10], values: new Array<number>(7840).fill(0.1) }
/** A linear network on digits that ends in probabilities. */
const squashed: FileDraft = {
  nodes: [
    { type: 'Flatten', inputs: ['x'], outputs: ['flat'] },
    { type: 'MatMul', inputs: ['flat', 'head'], outputs: ['y'] },
    { type: 'Softmax', inputs: ['y'], outputs: ['z'] },
  ],
  tensors: [head],
  input: [undefined, 1, 28, 28],
  output: 'z',
}
/** One that sees ink or none: no gradient comes back through it. */
const thresholded: FileDraft = {
  ...squashed,
  nodes: [
    { type: 'Greater', inputs: ['x', 'half'], outputs: ['ink'] },
    { type: 'Cast', inputs: ['ink'], outputs: ['bits'], attributes: { to: 1 } },
    { type: 'Flatten', inputs: ['bits'], outputs: ['flat'] },
    { type: 'MatMul', inputs: ['flat', 'head'], outputs: ['z'] },
  ],
  tensors: [head, { name: 'half', shape: [1], values: [0.5] }],
}

let shown: ServedPage
let page: Page
/** What `little` was exported as. */
let network: Buffer

/** What is polled for is soon there, but on a busy machine not within a second. */
const patience = { timeout: 60_000 }
const slider = (name: string) => page.getByRole('slider', { name })
const model = () => page.getByLabel('Model', { exact: true })

/** Everything that is said of the open image, once nothing is asked any more. */
async function answers(): Promise<string[]> {
  await page.locator('.pictures[aria-busy="false"]').waitFor()
  const parts = [page.locator('.pictures'), page.getByText(/^It answers \d/).last()]
  return Promise.all(parts.map((part) => part.innerText()))
}

/** The same once it stays: between a slider and its answer the page is at rest for a moment. */
async function settled(): Promise<string[]> {
  let before = await answers()
  for (let alike = 0; alike < 4;) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const now = await answers()
    alike = isDeepStrictEqual(now, before) ? alike + 1 : 0
    before = now
  }
  return before
}

beforeAll(async () => {
  shown = await openServedPage(async ({ folder }) => {
    await writeFile(join(folder, 'spec.json'), JSON.stringify(spec))
    const trained = await runCusp(['run', 'spec.json', '--json'], folder)
    expect(trained, trained.stderr).toMatchObject({ code: 0 })
    const run = /"id": ?"([0-9a-z]{10})"/.exec(trained.stdout)?.[1] ?? ''
    const written = await runCusp(['export', run, '--onnx', 'net.onnx'], folder)
    expect(written, written.stderr).toMatchObject({ code: 0 })
    network = await readFile(join(folder, 'net.onnx'))
  })
  page = shown.page
  await page.getByRole('link', { name: 'Laboratory' }).first().click()
  await page.getByRole('img', { name: /^Original: image/ }).waitFor()
})

afterAll(() => shown.close())

describe('e2e/imported-model: in the laboratory', () => {
  it('is chosen from the disk, tried on images, and opened there', async () => {
    await page.getByRole('button', { name: 'Import an ONNX model…' }).click()
    const chosen = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose a file…' }).click()
    await (
      await chosen
    ).setFiles({ name: 'net.onnx', mimeType: 'application/octet-stream', buffer: network })
    const dialog = page.getByRole('dialog', { name: 'Import net.onnx' })
    await dialog.getByLabel('Name of the run').fill('from elsewhere')
    expect(await dialog.getByLabel('Images it is for').locator('option:checked').innerText()).toBe(
      'digits: 28 × 28 grey, 10 classes',
    )
    expect(await axeFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await dialog.getByText('net.onnx is a run of its own now').waitFor()
    expect(await axeFaults(page)).toEqual([])
    expect(await dialog.getByText(/^\d+ of \d+ tried$/).innerText()).not.toMatch(/^0 of/)
    await dialog.getByRole('button', { name: 'Open in the laboratory' }).click()
    await expect
      .poll(() => model().locator('option:checked').textContent(), patience)
      .toBe('from elsewhere, onnx, imported')
    await page.getByRole('img', { name: /^Perturbed: image/ }).waitFor()
  })

  it('answers as the network that it was exported from, in every view', async () => {
    // An image that is chosen stays the same whatever network is asked.
    const second = page.getByRole('button', { name: /^Image \d+, a \d/ }).nth(1)
    await second.click()
    const image = /\d+/.exec((await second.getAttribute('title')) ?? '')?.[0] ?? ''
    await page.getByRole('heading', { name: new RegExp(`^Image ${image}, a`) }).waitFor()
    await page.waitForURL((url) => url.hash.includes(`image=${image}`))
    await slider('Radius ε').fill('0.15')
    await page.getByText('L∞ 0.150').waitFor()
    const cell = page.getByRole('button', { name: /^45°, 2 px to the right/ })
    await cell.click()
    await page.getByRole('img', { name: /^Transformed: image/ }).waitFor()
    await page.waitForURL((url) => /angle=45/.test(url.hash))
    const [imported, cellThen] = [await settled(), await cell.getAttribute('aria-label')]
    expect(imported[0]).toMatch(/margin −?\d+\.\d\d/)
    await page.getByRole('heading', { name: 'Loss along the attack' }).waitFor()
    expect(await page.getByText(/restart \d/).count()).toBeGreaterThanOrEqual(3)

    const options = model().locator('option')
    const own = await options.filter({ hasText: 'little, std-cnn' }).getAttribute('value')
    const hash = new URL(page.url()).hash.replace(/run=[0-9a-z]+/, `run=${own}`)
    expect(hash).toContain(`run=${own}`)
    await page.evaluate((to) => (location.hash = to), hash)
    await expect
      .poll(() => model().locator('option:checked').textContent(), patience)
      .toBe('little, std-cnn, step 16')
    await expect.poll(answers, patience).toEqual(imported)
    await expect.poll(() => cell.getAttribute('aria-label'), patience).toBe(cellThen)
    await page.goBack()
    await expect
      .poll(() => model().locator('option:checked').textContent(), patience)
      .toBe('from elsewhere, onnx, imported')
  })

  it('measures its accuracy over ε', async () => {
    await page.getByLabel('Images', { exact: true }).selectOption({ label: 'the first 16' })
    await page.getByRole('button', { name: 'Measure' }).click()
    await page.getByText(/^Accuracy (never rises|rises by)/).waitFor()
    await page.getByRole('button', { name: 'Numbers of “Accuracy over ε” as a table' }).click()
    const table = page.getByRole('table', { name: 'Accuracy over ε' })
    expect(await table.getByRole('row').count()).toBe(10)
  })
})

describe('e2e/imported-model: what cannot be taken', () => {
  it.each([
    ['soft.onnx', squashed, /^soft\.onnx: .*\(Softmax\).*Export the model up to the logits/],
    ['steps.onnx', thresholded, /^steps\.onnx: .*\(Greater\) compares.*smooth operator/],
  ])('says of %s which node it is and what would be right', async (name, draft, words) => {
    await dropFile(page, writeOnnx(draft), name)
    const dialog = page.getByRole('dialog', { name: `Import ${name}` })
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    const alert = dialog.getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toMatch(words)
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'hidden' })
  })

  it('is found in the palette, too, and logs nothing', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('onnx')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Import an ONNX model' })
    await dialog.getByRole('button', { name: 'Choose a file…' }).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(shown.complaints).toEqual([])
  })
})
