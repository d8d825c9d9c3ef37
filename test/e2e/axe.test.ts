import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSpecInput } from '#spec'
import { runCusp } from '../main/cli/run-cusp.ts'
import { launchBrowser } from '../setup/chromium.ts'
import { serveCusp, type Served } from './served.ts'

/** Small, yet with a curve over ε and over angles, and with images, so that nothing is left out. */
const spec: RunSpecInput = {
  version: 1,
  name: 'tiny',
  dataset: { source: { kind: 'digits' }, train: 200, test: 40 },
  model: { architecture: 'std-cnn' },
  epochs: 1,
  batchSize: 50,
  probe: { count: 40, everyEpochs: 1 },
  curriculum: { lanes: { learningRate: [{ at: { step: 0 }, value: 0.002 }] } },
  evaluation: {
    version: 1,
    name: 'small',
    subset: { count: 40 },
    plans: [
      { attack: 'clean' },
      { attack: 'fgsm', norm: 'linf', epsilon: 0.1 },
      { attack: 'spatial-random', rotation: 30, translation: 2 },
    ],
    curves: [
      { over: 'epsilon', values: [0.05, 0.2], plan: { attack: 'fgsm', epsilon: 0.1 } },
      {
        over: 'rotation',
        values: [10, 30],
        plan: { attack: 'spatial-random', rotation: 30, translation: 2 },
      },
    ],
    gallery: 4,
  },
}

/** Each screen, how to get there, and a text that says it is there. */
const screens: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['home', (page) => visit(page, 'Home', 'Recent runs')],
  ['runs', (page) => visit(page, 'Runs', 'Filter runs')],
  [
    'run',
    async (page) => {
      await visit(page, 'Runs', 'Filter runs')
      await page.getByRole('link', { name: /^tiny/ }).first().click()
      await page
        .getByRole('img', { name: /^perturbed image/ })
        .first()
        .waitFor()
      await page.getByRole('heading', { name: 'Curriculum' }).waitFor()
    },
  ],
  [
    'comparison',
    async (page) => {
      await visit(page, 'Runs', 'Filter runs')
      await page.getByLabel('Select all shown runs').check()
      await page.getByRole('button', { name: 'Compare 2 runs' }).click()
      await page.getByRole('rowheader', { name: 'Clean accuracy' }).waitFor()
    },
  ],
  ['curricula', (page) => visit(page, 'Curricula', 'New curriculum')],
  [
    'editor',
    async (page) => {
      await visit(page, 'Curricula', 'New curriculum')
      await page.getByRole('button', { name: 'New curriculum' }).first().click()
      await page.locator('[data-key="epsilon-0"]').waitFor()
      await page
        .getByRole('img', { name: /^Image \d+: / })
        .first()
        .waitFor()
    },
  ],
  [
    'JSON that cannot be read',
    async (page) => {
      await visit(page, 'Curricula', 'New curriculum')
      await page.getByRole('button', { name: 'New curriculum' }).first().click()
      await page.getByText('Both', { exact: true }).click()
      const text = page.getByLabel('Spec as JSON')
      await text.fill((await text.inputValue()).replace('"epochs"', '"epoch"'))
      await page.locator('.marks .remark').first().waitFor()
    },
  ],
  [
    'laboratory',
    async (page) => {
      await visit(page, 'Laboratory', 'Rotation × translation')
      await page
        .getByRole('button', { name: /^-180°, / })
        .first()
        .waitFor()
      await page.getByRole('button', { name: 'Measure' }).click()
      await page.getByText(/^Accuracy (never )?rises/).waitFor()
    },
  ],
  ['queue', (page) => visit(page, 'Queue', 'Nothing waits')],
  ['figures', (page) => visit(page, 'Figures', 'No figure yet')],
  ['help', (page) => visit(page, 'Help', 'What Cusp is for')],
  [
    'palette',
    async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('option').first().waitFor()
    },
  ],
  [
    'shortcuts',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor()
      await page.getByRole('heading', { name: 'Go' }).waitFor()
    },
  ],
  [
    'theory',
    async (page) => {
      await page.keyboard.press('Escape')
      await visit(page, 'Theory', 'Pareto front')
    },
  ],
  ['settings', (page) => visit(page, 'Settings', 'Theme')],
]

async function visit(page: Page, link: string, shown: string): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Screens' })
  await rail.getByRole('link', { name: new RegExp(`^${link}`) }).click()
  const there = page.getByText(shown).or(page.getByLabel(shown))
  await there.filter({ visible: true }).first().waitFor()
}

/** What axe finds wrong: rule, and the elements. */
async function violations(page: Page): Promise<string[]> {
  // As a debugger's evaluation it is exempt from the content policy, which stays in force.
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const page = globalThis as unknown as { axe: typeof axe }
    return (await page.axe.run(document)).violations
  })
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  )
}

let served: Served
let browser: Browser

beforeAll(async () => {
  served = await serveCusp()
  await writeFile(join(served.folder, 'spec.json'), JSON.stringify(spec))
  const ended = await runCusp(['run', 'spec.json', '--seeds', '0-1', '--json'], served.folder)
  expect(ended).toMatchObject({ code: 0 })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await served.close()
})

describe.each(['light', 'dark'] as const)('e2e/axe: in the %s theme', (colorScheme) => {
  let page: Page
  beforeAll(async () => {
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' })
    page = await context.newPage()
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(served.address)
  })
  afterAll(() => page.context().close())

  it.each(screens)('finds nothing wrong with %s', async (_name, open) => {
    await open(page)
    expect(await violations(page)).toEqual([])
  })
})

describe('e2e/axe: by keyboard', () => {
  it('reaches the study’s button with Tab, and shows where the focus is', async () => {
    const page = await browser.newPage()
    await page.goto(served.address)
    const button = page.getByRole('button', { name: 'Run the study' })
    await button.waitFor()
    const isThere = () => button.evaluate((element) => element === document.activeElement)
    for (let presses = 0; presses < 20 && !(await isThere()); presses++)
      await page.keyboard.press('Tab')
    expect(await isThere()).toBe(true)
    const { style, width } = await button.evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return { style: outlineStyle, width: parseFloat(outlineWidth) }
    })
    expect(style).not.toBe('none')
    expect(width).toBeGreaterThan(0)
    await page.close()
  })
})
