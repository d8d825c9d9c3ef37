import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../setup/chromium.ts'
import { serveCusp, type Served } from './served.ts'

/** The story of three stages, told by the mouse and by the keyboard alone: the same JSON must come out. */

let served: Served
let browser: Browser
let page: Page
const complaints: string[] = []

const keyOf = (lane: string, index: number): Locator =>
  page.locator(`[data-key="${lane}-${index}"]`)
const spoken = (lane: string, index: number) => keyOf(lane, index).getAttribute('aria-valuetext')
const stageAt = (index: number): Locator => page.locator(`[data-stage="${index}"]`)

async function middleOf(thing: Locator): Promise<{ x: number; y: number }> {
  const box = await thing.boundingBox()
  if (!box) throw new Error('What is asked for is not drawn.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** A new curriculum in the editor; how it is opened is not the story. */
async function openNew(): Promise<void> {
  await page.goto(`${served.address.split('#')[0]}#/curricula`)
  await page.getByRole('button', { name: 'New curriculum' }).first().click()
  await keyOf('epsilon', 0).waitFor()
}

async function curriculumNow(): Promise<object> {
  await page.getByText('JSON', { exact: true }).click()
  const text = await page.getByLabel('Spec as JSON').inputValue()
  await page.getByText('Timeline', { exact: true }).click()
  const { name: _name, ...curriculum } = (JSON.parse(text) as { curriculum: { name: string } })
    .curriculum
  return curriculum
}

beforeAll(async () => {
  served = await serveCusp()
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(served.address)
  await page.getByRole('link', { name: 'Curricula' }).first().waitFor()
})

afterAll(async () => {
  await browser.close()
  await served.close()
})

/** What both must come to: three stages of a CuSP curriculum, harder from one to the next. */
const wanted = {
  epsilon: ['epoch 1, epsilon 0.05', 'epoch 4, epsilon 0.1', 'epoch 7, epsilon 0.2'],
  rotation: ['epoch 1, rotation 10°', 'epoch 4, rotation 20°', 'epoch 7, rotation 30°'],
} as const
const lanes = ['epsilon', 'rotation'] as const
const names = ['gentle', 'middle', 'hard']

let byMouse: object

describe('e2e/editor-story: by mouse', () => {
  const epochAt = async (epoch: number): Promise<number> => {
    const lines = page.locator('svg line.grid')
    return (await middleOf(lines.nth(epoch - 1))).x
  }

  /** Drags a key until it says what is wanted: first to its epoch, then up or down. */
  async function dragTo(lane: string, index: number, text: string): Promise<void> {
    const from = await middleOf(keyOf(lane, index))
    const epoch = Number(/epoch (\d+)/.exec(text)?.[1])
    const x = (await epochAt(epoch)) + 0.5
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    for (let away = 0; away <= 150; away += 1) {
      for (const y of [from.y - away, from.y + away]) {
        await page.mouse.move(x, y)
        if ((await spoken(lane, index)) === text) return page.mouse.up()
      }
    }
    throw new Error(`Key ${index} of ${lane} never said “${text}”.`)
  }

  it('makes three stages and names them in place', async () => {
    await openNew()
    const make = page.getByRole('button', { name: '+ Stage' })
    await make.click()
    const axis = await middleOf(page.getByText('epoch', { exact: true }))
    for (const epoch of [4, 7]) {
      await page.mouse.click(await epochAt(epoch), axis.y)
      await make.click()
    }
    for (const [index, name] of names.entries()) {
      await stageAt(index).dblclick({ position: { x: 12, y: 12 } })
      await page.getByLabel('Name of the stage').fill(name)
      await page.getByLabel('Name of the stage').press('Enter')
    }
    expect(await stageAt(1).getAttribute('aria-label')).toBe('Stage middle, epoch 4 to epoch 7')
  })

  it('puts keys where the stages begin, and holds between them', async () => {
    for (const lane of lanes) {
      const [first, second] = [await middleOf(keyOf(lane, 0)), await middleOf(keyOf(lane, 1))]
      await page.mouse.dblclick(await epochAt(3), (first.y + second.y) / 2)
      expect(await page.locator(`[data-key^="${lane}-"]`).count()).toBe(3)
      await dragTo(lane, 2, wanted[lane][2])
      await dragTo(lane, 1, wanted[lane][1])
      await dragTo(lane, 0, wanted[lane][0])
      const box = [await middleOf(keyOf(lane, 0)), await middleOf(keyOf(lane, 2))] as const
      await page.mouse.move(box[0].x - 12, Math.min(box[0].y, box[1].y) - 12)
      await page.mouse.down()
      await page.mouse.move(box[1].x + 12, Math.max(box[0].y, box[1].y) + 12, { steps: 3 })
      await page.mouse.up()
      await page.getByLabel('To the next key').selectOption('hold')
    }
    for (const lane of lanes) {
      const said = await Promise.all([0, 1, 2].map((index) => spoken(lane, index)))
      expect(said).toEqual(wanted[lane])
    }
  })

  it('gates the first stage', async () => {
    await stageAt(0).click({ position: { x: 12, y: 12 } })
    await page.getByLabel('Ends early').selectOption('rising')
    expect(await stageAt(0).getAttribute('aria-label')).toContain('until clean accuracy ≥ 0.9')
    byMouse = await curriculumNow()
  })
})

describe('e2e/editor-story: by keyboard alone', () => {
  const press = (keys: string) => page.keyboard.press(keys)

  /** Tab, forwards or back, until the thing has the focus. */
  async function tabTo(thing: Locator, keys: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let i = 0; i < 160; i++) {
      if (await thing.evaluate((element) => element === document.activeElement)) return
      await press(keys)
    }
    throw new Error('Tab does not lead there.')
  }

  /** Nudges the keyframe in focus until it says what is wanted: first its epoch, then its value. */
  async function nudgeTo(lane: string, index: number, text: string): Promise<void> {
    const read = (said: string | null) => ({
      epoch: Number(/epoch (\d+)/.exec(said ?? '')?.[1]),
      value: parseFloat(/[\d.]+(?=°?$)/.exec(said ?? '')?.[0] ?? ''),
    })
    const goal = read(text)
    for (let i = 0; i < 80; i++) {
      const now = read(await spoken(lane, index))
      if (now.epoch !== goal.epoch) {
        await press(now.epoch < goal.epoch ? 'ArrowRight' : 'ArrowLeft')
      } else if (now.value !== goal.value) {
        await press(now.value < goal.value ? 'ArrowUp' : 'ArrowDown')
      } else return
    }
    throw new Error(`Key ${index} of ${lane} never said “${text}”.`)
  }

  it('makes three stages and names them in place', async () => {
    await openNew()
    await tabTo(page.getByLabel('Playhead', { exact: true }))
    await press('t')
    await tabTo(page.getByLabel('Playhead', { exact: true }), 'Shift+Tab')
    for (const _epoch of [2, 3, 4]) await press('ArrowRight')
    await press('t')
    await tabTo(page.getByLabel('Playhead', { exact: true }))
    for (const _epoch of [5, 6, 7]) await press('ArrowRight')
    await press('t')
    for (const [index, name] of names.entries()) {
      await tabTo(stageAt(index), index === 0 ? 'Shift+Tab' : 'Tab')
      await press('Enter')
      await page.keyboard.type(name)
      await press('Enter')
    }
    const said = await Promise.all(
      [0, 1, 2].map((index) => stageAt(index).getAttribute('aria-label')),
    )
    expect(said).toEqual([
      'Stage gentle, epoch 1 to epoch 4',
      'Stage middle, epoch 4 to epoch 7',
      'Stage hard, epoch 7 to the end',
    ])
  })

  it('puts keys where the stages begin, and holds between them', async () => {
    for (const lane of lanes) {
      await tabTo(keyOf(lane, 0))
      await press('a')
      await keyOf(lane, 2).waitFor()
      await press('End')
      for (const index of [2, 1, 0]) {
        await nudgeTo(lane, index, wanted[lane][index] ?? '')
        await press('1')
        await press('PageUp')
      }
      const said = await Promise.all([0, 1, 2].map((index) => spoken(lane, index)))
      expect(said).toEqual(wanted[lane])
    }
  })

  it('gates the first stage', async () => {
    await tabTo(stageAt(0), 'Shift+Tab')
    await press(' ')
    await tabTo(page.getByLabel('Ends early'))
    await page.keyboard.type('at or a')
    await page.getByLabel('Watches').waitFor()
    expect(await stageAt(0).getAttribute('aria-label')).toContain('until clean accuracy ≥ 0.9')
  })

  it('comes to the same JSON', async () => {
    expect(await curriculumNow()).toEqual(byMouse)
    expect(complaints).toEqual([])
  })
})
