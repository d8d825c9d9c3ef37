import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { editorOn, middleOf } from '../editor-page.ts'

/** What both hands must come to: three stages of a CuSP curriculum, harder from one to the next. */
export const wanted = {
  epsilon: ['epoch 1, epsilon 0.05', 'epoch 4, epsilon 0.1', 'epoch 7, epsilon 0.2'],
  rotation: ['epoch 1, rotation 10°', 'epoch 4, rotation 20°', 'epoch 7, rotation 30°'],
} as const
const lanes = ['epsilon', 'rotation'] as const
const names = ['gentle', 'middle', 'hard']

/** The steps of making them, by one kind of hand. */
export interface Hand {
  makeStages(): Promise<void>
  placeKeys(): Promise<void>
  gateFirstStage(): Promise<void>
}

export function expectStages(said: readonly (string | null)[]): void {
  expect(said).toEqual([
    'Stage gentle, epoch 1 to epoch 4',
    'Stage middle, epoch 4 to epoch 7',
    'Stage hard, epoch 7 to the end',
  ])
}

/** With a pointer: clicks, double-clicks, drags and a box around keys. */
export function mouse(pageOf: () => Page): Hand {
  const { keyOf, keysOf, spoken, middle, stageAt } = editorOn(pageOf)
  const epochAt = async (epoch: number): Promise<number> =>
    (
      await middleOf(
        pageOf()
          .locator('svg line.grid')
          .nth(epoch - 1),
      )
    ).x

  /** Drags a key until it says what is wanted: first to its epoch, then up or down. */
  async function dragTo(lane: string, index: number, text: string): Promise<void> {
    const page = pageOf()
    const from = await middle(lane, index)
    const x = (await epochAt(Number(/epoch (\d+)/.exec(text)?.[1]))) + 0.5
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

  /** Draws a box around the keys of a lane. */
  async function selectLane(lane: string): Promise<void> {
    const page = pageOf()
    const [first, last] = [await middle(lane, 0), await middle(lane, 2)]
    await page.mouse.move(first.x - 12, Math.min(first.y, last.y) - 12)
    await page.mouse.down()
    await page.mouse.move(last.x + 12, Math.max(first.y, last.y) + 12, { steps: 3 })
    await page.mouse.up()
  }

  return {
    async makeStages() {
      const page = pageOf()
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
    },
    async placeKeys() {
      for (const lane of lanes) {
        const [first, second] = [await middle(lane, 0), await middle(lane, 1)]
        await pageOf().mouse.dblclick(await epochAt(3), (first.y + second.y) / 2)
        expect(await keysOf(lane).count()).toBe(3)
        for (const index of [2, 1, 0]) await dragTo(lane, index, wanted[lane][index] ?? '')
        await selectLane(lane)
        await pageOf().getByLabel('To the next key').selectOption('hold')
      }
      await keyOf('epsilon', 0).waitFor()
    },
    async gateFirstStage() {
      await stageAt(0).click({ position: { x: 12, y: 12 } })
      await pageOf().getByLabel('Ends early').selectOption('rising')
    },
  }
}

/** Tab, forwards or back, until the thing has the focus. */
export async function tabTo(thing: Locator, keys: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 160; presses++) {
    if (await thing.evaluate((element) => element === document.activeElement)) return
    await thing.page().keyboard.press(keys)
  }
  throw new Error('Tab does not lead there.')
}

/** By keys alone: nothing is pointed at. */
export function keyboard(pageOf: () => Page): Hand {
  const { keyOf, spoken, stageAt } = editorOn(pageOf)
  const press = (keys: string) => pageOf().keyboard.press(keys)
  const playhead = () => pageOf().getByLabel('Playhead', { exact: true })

  /** Nudges the keyframe in focus until it says what is wanted: first its epoch, then its value. */
  async function nudgeTo(lane: string, index: number, text: string): Promise<void> {
    const read = (said: string | null) => ({
      epoch: Number(/epoch (\d+)/.exec(said ?? '')?.[1]),
      value: parseFloat(/[\d.]+(?=°?$)/.exec(said ?? '')?.[0] ?? ''),
    })
    const goal = read(text)
    for (let presses = 0; presses < 80; presses++) {
      const now = read(await spoken(lane, index))
      if (now.epoch !== goal.epoch) {
        await press(now.epoch < goal.epoch ? 'ArrowRight' : 'ArrowLeft')
      } else if (now.value !== goal.value) {
        await press(now.value < goal.value ? 'ArrowUp' : 'ArrowDown')
      } else return
    }
    throw new Error(`Key ${index} of ${lane} never said “${text}”.`)
  }

  return {
    async makeStages() {
      await tabTo(playhead())
      await press('t')
      await tabTo(playhead(), 'Shift+Tab')
      for (const _epoch of [2, 3, 4]) await press('ArrowRight')
      await press('t')
      await tabTo(playhead())
      for (const _epoch of [5, 6, 7]) await press('ArrowRight')
      await press('t')
      for (const [index, name] of names.entries()) {
        await tabTo(stageAt(index), index === 0 ? 'Shift+Tab' : 'Tab')
        await press('Enter')
        await pageOf().keyboard.type(name)
        await press('Enter')
      }
    },
    async placeKeys() {
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
      }
    },
    async gateFirstStage() {
      await tabTo(stageAt(0), 'Shift+Tab')
      await press(' ')
      await tabTo(pageOf().getByLabel('Ends early'))
      await pageOf().keyboard.type('at or a')
      await pageOf().getByLabel('Watches').waitFor()
    },
  }
}
