import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLiveHost, type LiveHost } from '#host'
import { tinySpec } from '../tiny-spec.ts'

let dataDir: string
let host: LiveHost

/** A host that computes nothing: what waits, waits. */
async function open(): Promise<void> {
  host = await openLiveHost({ dataDir, log: () => undefined, computes: false })
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-queue-'))
  await open()
})
afterEach(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (count: number): Promise<string[]> => {
  const specs = Array.from({ length: count }, (_, seed) => ({ ...tinySpec, seed }))
  return (await host.client.runs.start({ specs })).runs
}
const order = async (): Promise<string[]> =>
  (await host.client.queue.get({})).waiting.map(({ id }) => id)

describe('host/procedures/queue', () => {
  it('lists what waits in the order it was started', async () => {
    const runs = await start(3)
    expect(await host.client.queue.get({})).toMatchObject({ concurrency: 1, running: [] })
    expect(await order()).toEqual(runs)
  })

  it('moves a run as taking it out and putting it in does, and keeps the rest in order', async () => {
    const runs = await start(5)
    const moves = fc.array(fc.tuple(fc.nat(4), fc.nat(6)), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(moves, async (all) => {
        for (const [which, to] of all) {
          const before = await order()
          const run = runs[which] ?? ''
          const moved = await host.client.queue.move({ run, to })
          const right = before.filter((id) => id !== run).toSpliced(to, 0, run)
          expect(moved.waiting.map(({ id }) => id)).toEqual(right)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('keeps order and concurrency over a close', async () => {
    const [first, second] = await start(2)
    await host.client.queue.move({ run: second ?? '', to: 0 })
    await host.client.queue.set({ concurrency: 3 })
    await host.close()
    await open()
    expect(await order()).toEqual([second, first])
    expect((await host.client.queue.get({})).concurrency).toBe(3)
  })

  it('moves only what waits', async () => {
    const [run = ''] = await start(1)
    await host.client.runs.cancel({ run })
    await expect(host.client.queue.move({ run, to: 0 })).rejects.toMatchObject({
      code: 'run.wrong-state',
      place: 'run',
    })
  })

  it.each([0, 9, 1.5])('refuses to compute %d runs at a time', async (concurrency) => {
    await expect(host.client.queue.set({ concurrency })).rejects.toMatchObject({
      code: 'input.invalid',
      place: 'concurrency',
    })
  })
})
