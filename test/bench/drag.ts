import { extentOfRun, runSpecSchema, type RunSpec } from '#spec'
import { laneNames, type Keyframe } from '#curriculum'
import { quickProtocol } from '#threat'
import type { Page } from 'playwright-core'

/** Six lanes and two hundred keys: more than a person draws. */
const lanes = laneNames.slice(0, 6)
const keys = 200
const frames = 240

/**
 * Frames a second while a key is dragged about, one move each frame, and the main thread's own time of
 * one (which, other than frames, means something on a machine that others use too).
 */
export async function benchDrag(page: Page): Promise<string> {
  await openCurriculum(page, denseSpec())
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
  }
  const box = await page.locator('[data-key="epsilon-16"]').boundingBox()
  if (!box) throw new Error('The key to drag is not drawn.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 6, y + 6)
  const before = await busy()
  const seconds = await page.evaluate<number>(shake(x, y))
  const thread = ((await busy()) - before) / frames
  await page.mouse.up()
  const rate = Math.round(frames / seconds)
  return `drag: ${rate} frames/s over ${frames} moves with ${keys} keys on ${lanes.length} lanes; ${(thread * 1000).toFixed(1)} ms of the main thread a frame`
}

/** Moves the pointer once a frame, in the page: a round trip a move would time the wire. */
const shake = (x: number, y: number): string => `(async () => {
  const svg = document.querySelector('[data-key]').closest('svg')
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const began = await frame()
  let now = began
  for (let i = 0; i < ${frames}; i++) {
    const clientX = ${x} + 8 * Math.sin(i / 7)
    const clientY = ${y} + 40 * Math.sin(i / 11)
    svg.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, bubbles: true }))
    now = await frame()
  }
  return (now - began) / 1000
})()`

const easings: readonly Keyframe['easing'][] = ['hold', 'linear', { bezier: [0.42, 0, 0.58, 1] }]

function denseSpec(): RunSpec {
  const each = Math.ceil(keys / lanes.length)
  const spec = runSpecSchema.parse({
    version: 1,
    name: 'dense',
    dataset: { source: { kind: 'digits' }, train: 8000, test: 1000 },
    model: { architecture: 'std-cnn' },
    epochs: 120,
    batchSize: 64,
    curriculum: { name: 'dense' },
    evaluation: quickProtocol({ count: 256, epsilon: 0.2, rotation: 30 }),
  })
  const { steps } = extentOfRun(spec)
  const tops = { epsilon: 0.2, rotation: 30, attackSteps: 10, translation: 3 } as const
  const made = lanes.map((lane, row) => {
    const top = lane in tops ? tops[lane as keyof typeof tops] : 1
    const count = Math.min(each, keys - row * each)
    const keyframes: Keyframe[] = Array.from({ length: count }, (_, i) => ({
      at: { step: Math.floor((i * steps) / count) },
      value: Math.max(1, Math.round(((i % 7) / 6) * top * 100)) / 100,
      easing: easings[i % easings.length],
    }))
    return [lane, keyframes.map((key) => (lane === 'attackSteps' ? whole(key) : key))] as const
  })
  return { ...spec, curriculum: { ...spec.curriculum, lanes: Object.fromEntries(made) } }
}

const whole = (key: Keyframe): Keyframe => ({ ...key, value: Math.max(1, Math.round(key.value)) })

/** Puts a spec into a new curriculum by the text beside the timeline. */
async function openCurriculum(page: Page, spec: RunSpec): Promise<void> {
  await page.getByRole('link', { name: 'Curricula' }).first().click()
  await page.getByRole('button', { name: 'New curriculum' }).first().click()
  await page.locator('[data-key]').first().waitFor()
  await page.getByText('JSON', { exact: true }).click()
  await page.getByLabel('Spec as JSON').fill(JSON.stringify(spec))
  await page.getByText('Timeline', { exact: true }).click()
  await page.locator('[data-key="epsilon-16"]').waitFor()
}
