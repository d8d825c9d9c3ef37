import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { attachSocket } from '#host'
import { launchBrowser } from '../setup/chromium.ts'
import { fillWithGroup } from '../setup/group-of-seeds.ts'
import { longRun } from './long-run.ts'
import { serveCusp } from './served.ts'

/**
 * `npm run bench:ui`, third part: the monitor of a run that is computed, with the curves of twelve more
 * seeds behind its own: 48 series of 600 points, and 5 that grow. For each repaint with new points the
 * processor time of the page's own thread, whatever it is spent on (the answer, the log, the drawing),
 * which a loaded machine does not stretch; beside it the same with the other seeds switched off.
 */
const repaints = 40
const data = await mkdtemp(join(tmpdir(), 'cusp-bench-'))
const spec = longRun({
  probe: { everyEpochs: 1, count: 16, epsilon: 0.1, attackSteps: 1, rotation: 30, translation: 0 },
})
fillWithGroup(data, { group: 'seeds', spec, runs: 12, pointsPerSeries: 600 })
const served = await serveCusp(['--data', data])
const attached = await attachSocket(data)
const browser = await launchBrowser()
try {
  if (!attached) throw new Error('The host that serves the page cannot be attached to.')
  const { runs } = await attached.client.runs.start({
    ...{ specs: [{ ...spec, seed: 12 }], group: 'seeds' },
  })
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 } })
  ).newPage()
  await page.goto(served.address)
  await page.getByRole('navigation', { name: 'Screens' }).waitFor()
  await page.evaluate((run) => (location.hash = `#/runs/${run}`), runs[0])
  const others = page.getByRole('checkbox', { name: /^Draw the 12 other runs/ })
  await others.check()
  await page.getByText('12 other runs of the group').first().waitFor()
  await page.getByText(/spatial \d.* at step \d/).waitFor({ state: 'attached' })
  await count(page, 5)
  report('53 series', await timed(page))
  await others.uncheck()
  await count(page, 5)
  report('5 series', await timed(page))
} finally {
  await browser.close()
  await attached?.close()
  await served.close()
  await rm(data, { recursive: true, force: true })
}

/** Milliseconds of the page's thread for each of so many repaints. */
async function timed(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busyNow = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
  }
  const before = await busyNow()
  await count(page, repaints)
  const busy = await busyNow()
  await session.detach()
  return (busy - before) / repaints
}

/** Waits until the chart of accuracies has been drawn anew so many times: its summary says so. */
function count(page: Page, times: number): Promise<void> {
  return page.evaluate(
    (times) =>
      new Promise<void>((done) => {
        const summary = [...document.querySelectorAll('figure')]
          .find((figure) => figure.querySelector('h2')?.textContent === 'Accuracy')
          ?.querySelector('figcaption')
        if (!summary) throw new Error('There is no chart of accuracies.')
        let seen = 0
        const observer = new MutationObserver(() => {
          if (++seen < times) return
          observer.disconnect()
          requestAnimationFrame(() => done())
        })
        observer.observe(summary, { childList: true, characterData: true, subtree: true })
      }),
    times,
  )
}

function report(what: string, busy: number): void {
  process.stdout.write(`monitor repaint with ${what}: page busy ${busy.toFixed(1)} ms\n`)
}
