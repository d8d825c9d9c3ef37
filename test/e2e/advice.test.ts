import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSpec } from '#spec'
import { editorOn } from './editor-page.ts'
import { openServedPage, type ServedPage } from './served-page.ts'

let shown: ServedPage
let page: Page
let plain: RunSpec
const { openNew } = editorOn(() => page)

const area = () => page.getByLabel('Spec as JSON')
const looks = () => page.getByRole('region', { name: 'To look at' })
const found = (text: RegExp) => looks().getByRole('note').filter({ hasText: text })
const undo = () => page.getByRole('button', { name: /^Undo/ })

type Change = (spec: RunSpec) => unknown
const at = (epoch: number) => ({ epoch })
const key = (epoch: number, value: number, easing = 'linear') => ({ at: at(epoch), value, easing })
const stage = (name: string, from: number, to: number) => ({ name, from: at(from), to: at(to) })
const lanes =
  (changed: object): Change =>
  (spec) => ({
    ...spec,
    curriculum: { ...spec.curriculum, lanes: { ...spec.curriculum.lanes, ...changed } },
  })
const stages =
  (...made: object[]): Change =>
  (spec) => ({ ...spec, curriculum: { ...spec.curriculum, stages: made } })
const evaluating =
  (changed: object): Change =>
  (spec) => ({ ...spec, evaluation: { ...spec.evaluation, ...changed } })

/** A finding, how to come by it, what it says, and a fix that is offered for it. */
const rules: readonly (readonly [name: string, Change, RegExp, fix: RegExp])[] = [
  [
    'ε beyond what is evaluated',
    lanes({ epsilon: [key(1, 0), key(5, 0.45)] }),
    /It trains up to ε = 0\.45, but evaluates at most/,
    /^Evaluate up to ε = 0\.45$/,
  ],
  [
    'the same, the other way round',
    lanes({ epsilon: [key(1, 0), key(5, 0.45)] }),
    /It trains up to ε = 0\.45/,
    /^Train up to ε = 0\.\d+$/,
  ],
  [
    'an adversary that nothing evaluates',
    evaluating({ plans: [{ attack: 'clean' }], curves: [] }),
    /It trains against an adversary, but evaluates none/,
    /^Evaluate at ε = 0\.2$/,
  ],
  [
    'rotations that nothing evaluates',
    evaluating({ plans: [{ attack: 'clean' }], curves: [] }),
    /It trains under rotation, but evaluates none/,
    /^Evaluate at ±30°$/,
  ],
  [
    'rotation beyond what is evaluated',
    lanes({ rotation: [key(1, 0), key(5, 170)] }),
    /It trains up to ±170°/,
    /^Evaluate up to ±170°$/,
  ],
  [
    'nothing evaluated beyond ε',
    evaluating({ plans: [{ attack: 'pgd', epsilon: 0.2, steps: 5 }], curves: [] }),
    /It evaluates up to ε = 0\.2, as it trains/,
    /^Add ε = 0\.3$/,
  ],
  [
    'steps that do not reach the border',
    (spec) => ({ ...spec, attack: { ...spec.attack, stepSize: { absolute: 0.01 } } }),
    /Step size × steps is 0\.35 ε/,
    /^Use 2\.5 ε ÷ steps$/,
  ],
  [
    'a jump',
    lanes({ epsilon: [key(1, 0, 'hold'), key(5, 0.2)] }),
    /ε jumps from 0 to 0\.2 at epoch 5/,
    /^Let it rise over 4 epochs$/,
  ],
  [
    'a lane that changes nothing',
    lanes({ adversarialShare: [key(1, 1)] }),
    /adversarial share changes nothing/,
    /^Remove the lane$/,
  ],
]

beforeAll(async () => {
  shown = await openServedPage()
  page = shown.page
  await openNew()
  await page.getByText('Both', { exact: true }).click()
  plain = JSON.parse(await area().inputValue()) as RunSpec
})

afterAll(() => shown.close())

/** Takes a fix: its finding is gone, and comes back when it is undone by its name. */
async function mend(text: RegExp, fix: RegExp): Promise<void> {
  const offered = found(text).getByRole('button', { name: fix }).first()
  const title = await offered.innerText()
  await offered.click()
  await found(text).first().waitFor({ state: 'detached' })
  expect(await undo().getAttribute('title')).toBe(`Undo: ${title}`)
  await undo().click()
  await found(text).first().waitFor()
}

describe('e2e/advice', () => {
  it.each(rules)('finds and mends %s', async (_, change, text, fix) => {
    await area().fill(JSON.stringify(change(plain), null, 2))
    await found(text).first().waitFor()
    await mend(text, fix)
  })

  // What cannot be run is not taken from a text; a gate set by hand may want what no probe measures.
  it.each([
    ['adversarialAccuracy', /^Probe under attack$/],
    ['spatialAccuracy', /^Probe under rotation$/],
  ] as const)('finds and mends a gate on %s that no probe measures', async (metric, fix) => {
    const staged = stages(stage('one', 1, 5), stage('other', 5, 9))(plain) as RunSpec
    await area().fill(JSON.stringify({ ...staged, probe: { count: 64 } }, null, 2))
    await page.locator('[data-stage="0"]').click({ position: { x: 12, y: 12 } })
    await page.getByLabel('Ends early').selectOption('rising')
    await page.getByLabel('Watches').selectOption(metric)
    await mend(/no probe|probe/, fix)
  })

  it.each([
    ['a key beyond the end', lanes({ epsilon: [key(1, 0), key(12, 0.2)] }), /beyond the end/],
    ['stages that overlap', stages(stage('one', 1, 5), stage('other', 4, 9)), /overlaps "one"/],
    [
      'a probe of more images than there are',
      (spec: RunSpec) => ({ ...spec, probe: { ...spec.probe, count: 5000 } }),
      /probe\.count/,
    ],
  ])('takes no text with %s, and says so', async (_, change, words) => {
    const keys = page.locator('[data-key^="epsilon-"]')
    const before = await keys.count()
    await area().fill(JSON.stringify(change(plain), null, 2))
    await page.getByText(words).first().waitFor()
    expect(await keys.count()).toBe(before)
    await area().fill(JSON.stringify(plain, null, 2))
    await page.getByText(words).first().waitFor({ state: 'detached' })
  })

  it('takes a rotation beyond half a turn for no curriculum, and says what would be one', async () => {
    const wrong = lanes({ rotation: [key(1, 270)] })(plain)
    await area().fill(JSON.stringify(wrong, null, 2))
    await page
      .getByText(/at most 180 belongs here/)
      .first()
      .waitFor()
    await area().fill(JSON.stringify(plain, null, 2))
    await page
      .getByText(/at most 180 belongs here/)
      .first()
      .waitFor({ state: 'detached' })
  })

  it('shows where on the timeline a finding is', async () => {
    await area().fill(JSON.stringify(lanes({ epsilon: [key(1, 0, 'hold'), key(5, 0.2)] })(plain)))
    await found(/jumps/).getByRole('button', { name: 'Show' }).click()
    expect(
      await page.getByRole('region', { name: 'Settings at the playhead' }).innerText(),
    ).toContain('epoch 5')
    expect(shown.complaints).toEqual([])
  })
})
