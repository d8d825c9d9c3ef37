import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { serveCusp } from './served.ts'
import { runCusp } from '../main/cli/run-cusp.ts'
import { launchBrowser } from '../setup/chromium.ts'
import { recordedStudy } from '../setup/recorded-study.ts'
import { median } from '../bench/table.ts'

/**
 * `npm run bench:ui`, second part: 50 runs of 2,000 steps compared, in Chromium with software
 * rendering. First paint is from the change of address until both charts of metrics have drawn
 * lines, hover from a move of the pointer until the frame that shows it; beside each the
 * processor time of the page's own thread, which a loaded machine does not stretch. Zooming
 * brings both charts of 50 lines new points: each draws twice, for the new range and for the answer.
 */
const rounds = 5
const moves = 40
const zooms = 4
const arms = Array.from({ length: 50 }, (_, i) => ({
  ...{ name: `run ${i}`, epsilon: [0.01 * (i % 20), 0.2], rotation: [3 * i, 180] },
  ...{ clean: 0.9 + 0.001 * i, halvedAtEpsilon: 0.1 + 0.004 * i, halvedAtRotation: 100 + 20 * i },
}))
const served = await serveCusp()
const browser = await launchBrowser()
try {
  const archive = await recordedStudy({ arms, seeds: [0], steps: 2000, images: 512 })
  await writeFile(join(served.folder, 'fifty.json.gz'), archive)
  const ended = await runCusp(['study', 'import', 'fifty.json.gz', '--json'], served.folder)
  const { runs } = JSON.parse(ended.stdout) as { runs: string[] }
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 } })
  ).newPage()
  await page.goto(served.address)
  await page.getByRole('navigation', { name: 'Screens' }).waitFor()
  const opened = []
  for (let round = 0; round < rounds; round++) {
    await page.evaluate(() => (location.hash = '#/settings'))
    await page.locator('[aria-label="loss, cursor"]').waitFor({ state: 'detached' })
    opened.push(await timed(page, () => open(page, `#/compare?runs=${runs.join(',')}`)))
  }
  report('first paint of 50 runs × 2,000 steps', opened)
  report(`hover, each of ${moves} moves`, [await timed(page, () => hover(page))], moves)
  const { busy } = await timed(page, () => zoom(page))
  process.stdout.write(
    `new points for two charts of 50 lines: page busy ${Math.round(busy / zooms)} ms\n`,
  )
} finally {
  await browser.close()
  await served.close()
}

interface Timing {
  readonly wall: number
  readonly busy: number
}

/** Milliseconds that pass, and those that the page's thread has a processor. */
async function timed(page: Page, work: () => Promise<unknown>): Promise<Timing> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busyNow = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
  }
  const before = await busyNow()
  const start = performance.now()
  await work()
  const wall = performance.now() - start
  return { wall, busy: (await busyNow()) - before }
}

/** Goes to an address and returns once two charts of metrics have lines. */
function open(page: Page, hash: string): Promise<void> {
  return page.evaluate(async (to) => {
    location.hash = to
    const isDrawn = (canvas: HTMLCanvasElement): boolean => {
      const { width, height } = canvas
      if (width === 0 || height === 0) return false
      const { data } = canvas.getContext('2d')!.getImageData(width / 2, 0, 1, height)
      // Lines have colours; axes and words are grey.
      for (let i = 0; i < data.length; i += 4)
        if (Math.abs(data[i] - data[i + 2]) > 40 && data[i + 3] > 100) return true
      return false
    }
    const charts =
      '[aria-label="loss, cursor"] canvas, [aria-label="adversarial accuracy, cursor"] canvas'
    for (;;) {
      await new Promise((frame) => requestAnimationFrame(frame))
      const found = [...document.querySelectorAll<HTMLCanvasElement>(charts)]
      if (found.length === 2 && found.every(isDrawn)) return
    }
  }, hash)
}

/** Moves the pointer over a chart of 50 lines, a frame a move. */
function hover(page: Page): Promise<void> {
  return page.evaluate(async (count) => {
    const plot = document.querySelector<HTMLElement>('[aria-label="loss, cursor"]')!
    const { left, top, width, height } = plot.getBoundingClientRect()
    for (let i = 0; i < count; i++) {
      const place = { clientX: left + 60 + ((width - 90) * i) / count, clientY: top + height * 0.6 }
      plot.dispatchEvent(new PointerEvent('pointermove', { ...place, bubbles: true }))
      await new Promise((frame) => requestAnimationFrame(frame))
    }
  }, moves)
}

/** Zooms in by key; each time the host answers anew and both charts of metrics draw 50 lines. */
async function zoom(page: Page): Promise<void> {
  await page.locator('[aria-label="loss, cursor"]').focus()
  for (let i = 0; i < zooms; i++) {
    await page.keyboard.press('+')
    // Idle time is not the page's: only that the answers are in by then matters.
    await page.waitForTimeout(3000)
  }
}

function report(what: string, timings: readonly Timing[], parts = 1): void {
  const of = (key: keyof Timing) => timings.map((timing) => timing[key] / parts)
  const [fastest, slowest] = [Math.min(...of('wall')), Math.max(...of('wall'))].map(Math.round)
  process.stdout.write(
    `${what}: ${Math.round(median(of('wall')))} ms (${fastest}–${slowest}), page busy ${Math.round(median(of('busy')))} ms\n`,
  )
}
