import { launchBrowser } from '../setup/chromium.ts'
import { serveCusp } from '../e2e/served.ts'
import { benchDrag } from './drag.ts'
import { benchPreview } from './preview.ts'
import { median } from './table.ts'

/**
 * `npm run bench:ui`: from the first byte asked of a host that is ready until the study's button can
 * be pressed, in Chromium with software rendering; a fresh browser for each of five rounds. Then the
 * images at the playhead and a drag in the editor, on the same host.
 */
const rounds = 5
const served = await serveCusp()
const { origin } = new URL(served.address)
const timings: number[] = []
let preview = ''
let drag = ''
try {
  for (let round = 0; round < rounds; round++) {
    const browser = await launchBrowser()
    const page = await (await browser.newContext()).newPage()
    const start = performance.now()
    await page.goto(served.address)
    await page.getByRole('button', { name: 'Run the study' }).click({ trial: true })
    timings.push(performance.now() - start)
    if (round === rounds - 1) {
      preview = await benchPreview(page)
      drag = await benchDrag(page)
    }
    await browser.close()
  }
} finally {
  await served.close()
}
const [fastest, slowest] = [Math.min(...timings), Math.max(...timings)].map(Math.round)
console.log(
  `interactive in ${Math.round(median(timings))} ms (${fastest}–${slowest}), ${rounds} rounds, at ${origin}`,
)
console.log(preview)
console.log(drag)
