import type { Locator, Page } from 'playwright-core'

export interface Point {
  readonly x: number
  readonly y: number
}

/** The middle of a thing, in pixels of the page. */
export async function middleOf(thing: Locator): Promise<Point> {
  const box = await thing.boundingBox()
  if (!box) throw new Error('What is asked for is not drawn.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** The keyframe editor, by what a person finds in it. */
export interface EditorPage {
  readonly keyOf: (lane: string, index: number) => Locator
  readonly keysOf: (lane: string) => Locator
  /** What a screen reader says of a key: "epoch 5, epsilon 0.2". */
  readonly spoken: (lane: string, index: number) => Promise<string | null>
  readonly middle: (lane: string, index: number) => Promise<Point>
  readonly stageAt: (index: number) => Locator
  /** A new curriculum of the starter's, opened. */
  readonly openNew: () => Promise<void>
}

/** @param pageOf the page, which a test has only once it has begun. */
export function editorOn(pageOf: () => Page): EditorPage {
  const keyOf = (lane: string, index: number): Locator =>
    pageOf().locator(`[data-key="${lane}-${index}"]`)
  return {
    keyOf,
    keysOf: (lane) => pageOf().locator(`[data-key^="${lane}-"]`),
    spoken: (lane, index) => keyOf(lane, index).getAttribute('aria-valuetext'),
    middle: (lane, index) => middleOf(keyOf(lane, index)),
    stageAt: (index) => pageOf().locator(`[data-stage="${index}"]`),
    openNew: async () => {
      const page = pageOf()
      await page.evaluate(() => (location.hash = '#/curricula'))
      await page.getByRole('button', { name: 'New curriculum' }).first().click()
      await keyOf('epsilon', 0).waitFor()
    },
  }
}
