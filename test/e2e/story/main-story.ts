import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { editorOn } from '../editor-page.ts'
import { expectStages, keyboard, mouse, tabTo, wanted, type Hand } from './three-stages.ts'

/** What is polled for is soon there, but on a busy machine not within Vitest's one second. */
const patience = { timeout: 60_000 }
/** A tiny run takes half a minute of two quiet cores. */
const trainingMs = 280_000

/**
 * The main story: a curriculum of three stages is built by the mouse and by the keyboard alone, and the
 * same JSON comes out; it is trained, its future is edited while it trains, and both runs are seen to
 * finish. From the keyboard's part on nothing is pointed at.
 * @param where what shows the page, to name the tests by.
 */
export function tellsTheMainStory(where: string, pageOf: () => Page): void {
  const { keyOf, keysOf, spoken, stageAt, openNew } = editorOn(pageOf)
  const button = (name: string) => pageOf().getByRole('button', { name, exact: true })
  const built: object[] = []

  async function curriculumNow(): Promise<object> {
    const page = pageOf()
    await page.getByText('JSON', { exact: true }).click()
    const text = await page.getByLabel('Spec as JSON').inputValue()
    await page.getByText('Timeline', { exact: true }).click()
    const { name: _name, ...curriculum } = (JSON.parse(text) as { curriculum: { name: string } })
      .curriculum
    return curriculum
  }

  const hands: readonly (readonly [string, Hand])[] = [
    ['by mouse', mouse(pageOf)],
    ['by keyboard alone', keyboard(pageOf)],
  ]

  describe.each(hands)(`e2e/${where}: %s`, (_name, hand) => {
    it('makes three stages and names them in place', async () => {
      await openNew()
      await hand.makeStages()
      const labels = [0, 1, 2].map((index) => stageAt(index).getAttribute('aria-label'))
      expectStages(await Promise.all(labels))
    })

    it('puts keys where the stages begin, and holds between them', async () => {
      await hand.placeKeys()
      for (const lane of ['epsilon', 'rotation'] as const) {
        expect(await keysOf(lane).count()).toBe(3)
        const said = await Promise.all([0, 1, 2].map((index) => spoken(lane, index)))
        expect(said).toEqual(wanted[lane])
      }
    })

    it('gates the first stage', async () => {
      await hand.gateFirstStage()
      expect(await stageAt(0).getAttribute('aria-label')).toContain('until clean accuracy ≥ 0.9')
      built.push(await curriculumNow())
    })
  })

  describe(`e2e/${where}: what was built`, () => {
    const press = (keys: string) => pageOf().keyboard.press(keys)

    /** Starts the curriculum on screen under a name, and comes to its run. */
    async function train(name: string): Promise<void> {
      await tabTo(button('Train…'), 'Shift+Tab')
      await press('Enter')
      const field = pageOf().getByLabel('Name of the run')
      await field.waitFor()
      await tabTo(field)
      await press('Control+a')
      await pageOf().keyboard.type(name)
      await tabTo(button('Start'))
      await press('Enter')
      await pageOf().waitForURL(/#\/runs\/.+/)
      await pageOf().getByRole('heading', { name }).first().waitFor()
    }

    const state = () =>
      pageOf().getByRole('region', { name: 'Facts' }).locator('dd').first().innerText()

    it('is the same by either hand', () => {
      expect(built).toHaveLength(2)
      expect(built[1]).toEqual(built[0])
    })

    it('is made small and trained', async () => {
      await tabTo(pageOf().locator('summary', { hasText: 'Images' }))
      await press('Enter')
      const sizes = { 'Training images': '768', 'Images evaluated': '16' }
      for (const [label, count] of Object.entries(sizes)) {
        await tabTo(pageOf().getByLabel(label))
        await press('Control+a')
        await pageOf().keyboard.type(count)
        await press('Enter')
      }
      await train('three stages')
      await pageOf()
        .getByText(/^training, step \d+ of 96$/)
        .waitFor(patience)
    })

    it('has its future edited while it trains, from a checkpoint saved for it', async () => {
      await tabTo(button('Edit the future…'), 'Shift+Tab')
      await press('Enter')
      await pageOf().waitForURL(/#\/curricula\/.+/, patience)
      await tabTo(keyOf('epsilon', 0))
      await pageOf()
        .getByText(/This run begins at step \d+ of another/)
        .waitFor(patience)
      await press('End')
      await press('Enter')
      await pageOf().keyboard.type('0.15')
      await press('Enter')
      expect(await spoken('epsilon', 2)).toBe('epoch 7, epsilon 0.15')
    })

    it('goes on in a run that says where it began', async () => {
      await train('another end')
      const origin = pageOf().getByText(/^It began at step \d+ of run/)
      await origin.waitFor()
      const step = Number(/step (\d+)/.exec((await origin.textContent()) ?? '')?.[1])
      expect(step).toBeGreaterThan(0)
      expect(step).toBeLessThan(96)
    })

    it('finishes, and so does the run it left', { timeout: 2 * trainingMs }, async () => {
      await expect.poll(state, { timeout: trainingMs }).toBe('finished')
      await tabTo(pageOf().getByRole('link', { name: /^run / }))
      await press('Enter')
      await pageOf().getByRole('heading', { name: 'three stages' }).first().waitFor()
      await expect.poll(state, { timeout: trainingMs }).toBe('finished')
      await pageOf().getByRole('link', { name: 'another end' }).waitFor()
    })
  })
}
