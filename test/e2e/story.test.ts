import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchElectron, type Desktop } from '../setup/electron.ts'

/** The whole study takes 65 to 100 seconds of two quiet cores; machines of CI are not quiet. */
const studyMs = 480_000
/** What is polled for is soon there, but on a busy machine not within Vitest's one second. */
const patience = { timeout: 30_000 }

let desktop: Desktop
let page: Page
let dataDir: string
const complaints: string[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))
  desktop = await launchElectron({ dataDir })
  page = desktop.page
  page.on('pageerror', (error) => complaints.push(error.message))
  // What the content policy refuses is an error on the console.
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  // Again, now that we listen, so that nothing of the start is missed.
  await page.reload()
})

afterAll(async () => {
  await desktop.close()
  await rm(dataDir, { recursive: true, force: true })
})

const rail = (name: string) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name })
const study = () => page.getByRole('region', { name: /^Sample study/ })
const members = () => study().getByRole('listitem')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const region = (name: string) => page.getByRole('region', { name, exact: true })
const chart = (name: string) => page.getByRole('figure', { name, exact: true })

/** The texts of a table's body, row by row. */
async function cells(within: Locator): Promise<string[][]> {
  const rows = await within.locator('tbody tr').all()
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()))
}

/** The numbers of a chart, in its table; the chart is back afterwards. */
async function numbersOf(name: string): Promise<string[][]> {
  const toggle = chart(name).getByRole('button', { name: /^Numbers of/ })
  await toggle.click()
  const rows = await cells(chart(name))
  await toggle.click()
  return rows
}

/** How many pixels of a canvas differ from its first one: none, where nothing is drawn. */
const drawn = (canvas: Locator) =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element
    const data = element.getContext('2d')?.getImageData(0, 0, width, height).data
    const pixels = new Uint32Array(data?.buffer ?? new ArrayBuffer(4))
    return pixels.filter((pixel) => pixel !== pixels[0]).length
  })

/** A chart that was just shown is drawn at its next frame. */
const seesDrawn = (name: string) =>
  expect.poll(() => drawn(chart(name).locator('canvas')), patience).toBeGreaterThan(0)

const progress = () => page.getByRole('progressbar', { name: /^Progress of/ })
const stepsDone = async () => Number(await progress().getAttribute('aria-valuenow'))

describe('e2e/story: the sample study, from an empty folder', () => {
  it('is explained at home, with its three members and one button', async () => {
    await button('Run the study').waitFor()
    expect(await members().count()).toBe(3)
    const question = await study().locator('p').first().innerText()
    expect(question).toMatch(/\?/)
    expect(await region('What came of it').count()).toBe(0)
  })

  it('shows a run live: progress moves and the charts follow', async () => {
    await button('Run the study').click()
    await members()
      .filter({ hasText: /training, step/ })
      .getByRole('link')
      .click()
    const before = await stepsDone()
    await expect.poll(stepsDone, patience).toBeGreaterThan(before)
    await chart('Loss')
      .getByText(/^loss \d.* at step \d/)
      .waitFor({ state: 'attached' })
    const losses = await numbersOf('Loss')
    await expect
      .poll(async () => (await numbersOf('Loss')).length, patience)
      .toBeGreaterThan(losses.length)
    await seesDrawn('Loss')
    await seesDrawn('Accuracy')
    expect(await region('Curriculum').count()).toBe(1)
  })

  it('pauses the run and resumes it through its buttons', async () => {
    await button('Pause').click()
    await button('Resume').waitFor()
    await page.getByText(/: paused at step \d/).waitFor()
    await button('Resume').click()
    await button('Resume').waitFor({ state: 'detached' })
    await page
      .getByText(/^(waiting in the queue|starting|training, step \d)/)
      .first()
      .waitFor()
  })

  it('finishes all three runs', { timeout: studyMs + 20_000 }, async () => {
    await rail('Home').click()
    // The button is back once none is under way, whatever became of them.
    await button('Run the study again').waitFor({ timeout: studyMs })
    expect(await members().getByText('finished', { exact: true }).count()).toBe(3)
  })

  it('shows what came of it: each network sees, and the Pareto front is marked', async () => {
    const results = await cells(region('What came of it'))
    expect(results).toHaveLength(3)
    for (const [name, clean] of results)
      expect(parseFloat(clean ?? ''), name).toBeGreaterThanOrEqual(0.9)
    const points = (await numbersOf('Trade-off')).map(([name, spatial, adversarial, front]) => ({
      name,
      scores: [Number(spatial), Number(adversarial)] as const,
      front,
    }))
    expect(points).toHaveLength(3)
    for (const { name, scores, front } of points) {
      const isDominated = points.some(
        ({ scores: [x, y] }) =>
          x >= scores[0] && y >= scores[1] && (x > scores[0] || y > scores[1]),
      )
      expect(front, name).toBe(isDominated ? 'dominated' : 'on the front')
    }
    await seesDrawn('Trade-off')
  })
})

describe('e2e/story: one run of it', () => {
  it.each(['Accuracy under attack', 'Accuracy under rotation'])('has a curve: %s', async (name) => {
    if (!page.url().includes('#/runs/')) {
      await region('What came of it').getByRole('link', { name: 'curriculum over both' }).click()
    }
    await chart(name).waitFor()
    await seesDrawn(name)
    const rows = await numbersOf(name)
    expect(rows.length).toBeGreaterThanOrEqual(3)
    const strengths = rows.map(([x]) => parseFloat(x ?? ''))
    expect(strengths).toEqual(strengths.toSorted((a, b) => a - b))
    for (const [, accuracy] of rows) expect(accuracy).toMatch(/^[01]\.\d{3} \([01]\.\d{3} to /)
    const [weakest, strongest] = [rows.at(0), rows.at(-1)].map((row) => parseFloat(row?.[1] ?? ''))
    expect(strongest).toBeLessThan(weakest ?? 0)
  })

  it('shows perturbed images, what is predicted for each, and the clean ones', async () => {
    const images = region('Perturbed images').getByRole('img')
    const first = images.first()
    await first.waitFor()
    const names = await images.evaluateAll((found) => found.map((one) => one.ariaLabel))
    for (const name of names) expect(name).toMatch(/^perturbed image \d+: a \S+, predicted \S+$/)
    const perturbed = await drawn(first.locator('canvas'))
    expect(perturbed).toBeGreaterThan(0)
    await region('Perturbed images').getByText('Clean', { exact: true }).click()
    await expect.poll(() => first.getAttribute('aria-label'), patience).toMatch(/^clean image/)
    await expect.poll(() => drawn(first.locator('canvas')), patience).not.toBe(perturbed)
  })
})

describe('e2e/story: two runs of it', () => {
  it('are chosen among the three, none of which is degenerate, and compared', async () => {
    await rail('Runs').click()
    const rows = region('All runs').locator('tr[data-index]:has(a)')
    await expect.poll(() => rows.count(), patience).toBe(3)
    expect(await region('All runs').getByText('degenerate').count()).toBe(0)
    for (const index of [0, 1]) await rows.nth(index).getByRole('checkbox').check()
    await button('Compare 2 runs').click()
    const table = region('Table of what differs')
    await table.getByRole('rowheader', { name: 'Clean accuracy' }).waitFor()
    const differing = (await cells(table)).filter(([, one, other]) => one !== other)
    expect(differing.map(([title]) => title)).toContain('Adversarial accuracy')
    expect(await table.locator('.setting').count()).toBeGreaterThan(0)
  })

  it('was all shown without an error or a breach of the content policy', () => {
    expect(complaints).toEqual([])
  })
})
