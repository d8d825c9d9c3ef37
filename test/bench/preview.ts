import type { Page } from 'playwright-core'
import { median } from './table.ts'

const moves = 24
/** Milliseconds between an answer and the next move: the playhead rests. */
const restMs = 150

/**
 * From the key that moves the playhead until eight images of the step it rests at are painted, on a new
 * curriculum (the small CNN, PGD-7 and rotation), once the engine is warm.
 */
export async function benchPreview(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Curricula' }).first().click()
  await page.getByRole('button', { name: 'New curriculum' }).first().click()
  const strip = page.getByRole('region', { name: 'Images at the playhead' })
  await strip.getByRole('img').nth(7).waitFor()
  // The end of the warm-up, where the attack is at its full strength.
  await page.locator('[data-key="epsilon-1"]').focus()
  await page.waitForTimeout(2000)
  const timings = await page.evaluate<number[]>(measuring)
  const [fastest, slowest] = [Math.min(...timings), Math.max(...timings)].map(Math.round)
  return `preview at the playhead in ${Math.round(median(timings))} ms (${fastest}–${slowest}), ${moves} moves`
}

/** Runs in the page, whose types this folder does not know. */
const measuring = `(async () => {
  const head = document.querySelector('[role=slider][aria-label=Playhead]')
  const images = document.querySelector('[data-step]')
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  const timings = []
  for (let move = 0; move < ${moves}; move++) {
    const key = move % 2 === 0 ? 'ArrowRight' : 'ArrowLeft'
    const start = performance.now()
    head.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    await painted()
    while (images.dataset.step !== head.getAttribute('aria-valuenow')) await painted()
    timings.push(performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve, ${restMs}))
  }
  return timings
})()`
