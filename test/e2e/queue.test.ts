import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attachSocket, type HostClient } from '#host'
import { longRun } from './long-run.ts'
import { openServedPage, type ServedPage } from './served-page.ts'

/** What is polled for is soon there, but on a busy machine not within Vitest's one second. */
const patience = { timeout: 60_000 }
const seeds = [0, 1, 2, 3, 4, 5]

let opened: ServedPage
let client: HostClient
let detach: () => Promise<void>

beforeAll(async () => {
  opened = await openServedPage()
  const attached = await attachSocket(join(opened.served.folder, 'data'))
  if (!attached) throw new Error('The host that serves the page cannot be attached to.')
  client = attached.client
  detach = () => attached.close()
  await opened.page.getByRole('link', { name: 'Queue' }).first().click()
})

afterAll(async () => {
  await detach()
  await opened.close()
})

/** One run computed, five that wait, named by their seeds; whatever was there before is gone. */
beforeEach(async () => {
  await client.queue.set({ concurrency: 1 })
  const { running, waiting } = await client.queue.get()
  for (const { id } of [...waiting, ...running]) await client.runs.cancel({ run: id })
  await expect.poll(async () => (await client.queue.get()).running.length, patience).toBe(0)
  await client.runs.start({ specs: seeds.map((seed) => longRun({ name: `run ${seed}`, seed })) })
  await expect.poll(computed, patience).toEqual(['run 0'])
  await expect.poll(shown, patience).toEqual([1, 2, 3, 4, 5])
})

const computed = async () => (await client.queue.get()).running.map(({ name }) => name)
/** Seeds of the runs that wait, in the host's order and in the page's. */
const kept = async () => (await client.queue.get()).waiting.map(({ seed }) => seed)
const rows = () => opened.page.getByRole('region', { name: 'Waiting' }).getByRole('listitem')
const row = (seed: number) => rows().filter({ hasText: `seed ${seed},` })
const shown = async () =>
  (await rows().allInnerTexts()).map((text) => Number(/seed (\d+),/.exec(text)?.[1]))
const button = (name: string) => opened.page.getByRole('button', { name, exact: true })
const seesOrder = async (order: readonly number[]) => {
  await expect.poll(kept, patience).toEqual(order)
  await expect.poll(shown, patience).toEqual(order)
}

describe('e2e/queue: by mouse', () => {
  it('moves runs by their buttons, and says where they are', async () => {
    await button('Move run 3 up').click()
    await seesOrder([1, 3, 2, 4, 5])
    await opened.page.getByText('run 3 is now number 2 of 5.').waitFor({ state: 'attached' })
    await button('run 5 next').click()
    await seesOrder([5, 1, 3, 2, 4])
    await button('Move run 5 down').click()
    await seesOrder([1, 5, 3, 2, 4])
    expect(await button('Move run 1 up').isDisabled()).toBe(true)
    expect(await button('Move run 4 down').isDisabled()).toBe(true)
  })

  it('moves a run by dragging it', async () => {
    await row(5).dragTo(row(2))
    await seesOrder([1, 5, 2, 3, 4])
    await row(1).dragTo(row(4))
    await seesOrder([5, 2, 3, 4, 1])
  })

  it('computes as many at a time as is chosen, in the order of the queue', async () => {
    await button('run 4 next').click()
    await opened.page.getByRole('combobox', { name: 'Runs' }).selectOption('2')
    await expect.poll(computed, patience).toEqual(['run 0', 'run 4'])
    await seesOrder([1, 2, 3, 5])
    const now = opened.page.getByRole('region', { name: 'Computed now' })
    await now.getByRole('link', { name: /run 4/ }).waitFor()
  })

  it('cancels a waiting run once that is confirmed, and the one computed, after which comes the next', async () => {
    await button('Cancel run 2…').click()
    await button('Keep it').click()
    await seesOrder([1, 2, 3, 4, 5])
    await button('Cancel run 2…').click()
    await button('Cancel the run').click()
    await seesOrder([1, 3, 4, 5])
    await button('Cancel run 0…').click()
    await button('Cancel the run').click()
    await expect.poll(computed, patience).toEqual(['run 1'])
    await seesOrder([3, 4, 5])
  })

  it('takes a paused run out of the queue, and puts it at its end when it is resumed', async () => {
    await button('Pause run 3').click()
    await seesOrder([1, 2, 4, 5])
    await button('Resume run 3').click()
    await seesOrder([1, 2, 4, 5, 3])
  })
})

describe('e2e/queue: by keyboard', () => {
  const palette = async (words: string) => {
    await opened.page.keyboard.press('Control+k')
    await opened.page.getByRole('combobox', { name: 'Command, curriculum or run' }).fill(words)
    await opened.page.keyboard.press('Enter')
  }
  const answers = async (question: string, words: string) => {
    await opened.page.getByRole('combobox', { name: question }).fill(words)
    await opened.page.keyboard.press('Enter')
  }

  it('moves a run by its button, which keeps the focus on its way', async () => {
    await button('Move run 3 up').focus()
    await opened.page.keyboard.press('Enter')
    await seesOrder([1, 3, 2, 4, 5])
    await opened.page.keyboard.press('Enter')
    await seesOrder([3, 1, 2, 4, 5])
  })

  it('moves a run by the palette, which asks which and where to', async () => {
    await palette('move a waiting run')
    await answers('Which run?', 'run 4')
    await answers('Where to?', 'front')
    await seesOrder([4, 1, 2, 3, 5])
    await palette('move run 1 seed 1 to the end')
    await seesOrder([4, 2, 3, 5, 1])
  })

  it('cancels, and sets how many are computed, by the palette', async () => {
    await palette('cancel a run')
    await answers('Which run?', 'run 5')
    await button('Cancel the run').focus()
    await opened.page.keyboard.press('Enter')
    await seesOrder([1, 2, 3, 4])
    await palette('runs computed at a time')
    await answers('How many at a time?', '2 runs')
    await expect.poll(computed, patience).toEqual(['run 0', 'run 1'])
    await seesOrder([2, 3, 4])
  })
})

describe('e2e/queue', () => {
  it('was driven without an error or a breach of the content policy', () => {
    expect(opened.complaints).toEqual([])
  })
})
