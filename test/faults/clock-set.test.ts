import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWorker } from '#executor'
import { openHost, type HostClient } from '#host'
import { runSpecSchema } from '#spec'
import { fakeTime } from '../setup/fake-time.ts'
import {
  newFolder,
  removeFolder,
  spec,
  startHost,
  traceOf,
  untilState,
  untilStep,
  workersOf,
} from './rig.ts'

const resources = join(import.meta.dirname, '../../resources')
const year = 31_536_000_000
/** More steps than are done before somebody who watches has set the clock. */
const long = runSpecSchema.parse({ ...spec, epochs: 9 })

/** A host whose wall clock can be set while it is open. */
interface Settable {
  readonly client: HostClient
  set(shiftMs: number): void
  close(): Promise<unknown>
}

async function openHere(dataDir: string, shiftMs = 0): Promise<Settable> {
  let shift = shiftMs
  const host = await openHost({ dataDir, resources, startWorker, now: () => Date.now() + shift })
  return {
    client: createRouterClient(host.router, { context: { mayNameFiles: true } }),
    set: (ms) => (shift = ms),
    close: () => host.close(),
  }
}

/** The whole process, and its workers, are told another time by the system's own library. */
async function openFaked(dataDir: string): Promise<Settable> {
  const file = join(dataDir, 'time')
  const set = (ms: number) => writeFileSync(file, `${ms < 0 ? '-' : '+'}${Math.abs(ms) / 1000}`)
  set(0)
  const host = await startHost(dataDir, {
    ...{ LD_PRELOAD: fakeTime, FAKETIME_TIMESTAMP_FILE: file },
    ...{ FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
  })
  return { client: host.client, set, close: () => host.stop() }
}

let dataDir: string
beforeEach(() => {
  dataDir = newFolder()
})
afterEach(() => removeFolder(dataDir))

async function begin({ client }: Settable): Promise<string> {
  const { runs } = await client.runs.start({ specs: [long] })
  return runs[0]
}

const logOf = async ({ client }: Settable, run: string) =>
  (await client.runs.since({ run, seq: 0 })).log

/** Seconds since its first event at which each of its reports came, by an axis of time. */
async function secondsOf({ client }: Settable, run: string, over: 'active' | 'wall') {
  const { curves } = await client.comparisons.overlay({
    ...{ groups: [[run]], metric: 'loss', over, pixels: 4000, smoothing: 0, band: 'none' },
  })
  return curves.flatMap(({ x }) => x)
}

const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)

async function keepsItsTime(host: Settable): Promise<void> {
  const begun = performance.now()
  const run = await begin(host)
  await untilStep(host, run, 6)
  const workers = workersOf(run)
  for (const [step, shift] of [
    [12, year],
    [40, -year],
    [60, 0],
  ]) {
    await untilStep(host, run, step)
    host.set(shift)
  }
  expect(workersOf(run)).toEqual(workers)
  await untilState(host, run, 'finished')
  const real = (performance.now() - begun) / 1000
  const { summary } = await host.client.runs.get({ run })
  expect(summary.activeSeconds).toBeGreaterThan(0)
  expect(summary.activeSeconds).toBeLessThan(real + 1)
  const log = await logOf(host, run)
  for (const order of [log.map(({ seq }) => seq), log.map(({ step }) => step)])
    expect(order).toEqual(sorted(order))
  expect(log.filter(({ kind }) => kind === 'clockSet')).toHaveLength(3)
  expect(log.some(({ kind }) => kind === 'fellAsleep' || kind === 'interrupted')).toBe(false)
  for (const over of ['active', 'wall'] as const) {
    const seconds = await secondsOf(host, run, over)
    expect(seconds.length).toBeGreaterThan(50)
    expect(seconds).toEqual(sorted(seconds))
    expect(seconds[0]).toBeGreaterThanOrEqual(0)
    expect(seconds.at(-1)).toBeLessThan(real + 1)
  }
  const calm = await begin(host)
  await untilState(host, calm, 'finished')
  expect(await traceOf(host, run)).toEqual(await traceOf(host, calm))
  const said = (lines: typeof log) =>
    lines.filter(({ kind }) => !/^clock/.test(kind)).map(({ kind, step }) => `${kind} ${step}`)
  expect(said(log)).toEqual(said(await logOf(host, calm)))
  await host.close()
}

const title = 'a run keeps its lease, its order and sane times, and gives the same'

describe('faults: the wall clock is set forward by a year and back by two while a run goes on', () => {
  it(`by the host’s own argument: ${title}`, async () => {
    await keepsItsTime(await openHere(dataDir))
  })

  if (existsSync(fakeTime)) {
    it(`for the process and its workers: ${title}`, async () => {
      await keepsItsTime(await openFaked(dataDir))
    })
  } else {
    it('for the process and its workers (NOT RUN: Debian’s libfaketime is not here)', () => {
      expect(existsSync(fakeTime)).toBe(false)
    })
  }
})

describe('faults: the wall clock is set back by a year between two hosts', () => {
  it('what waits and what was cut off goes on, in order, and no time is negative', async () => {
    let host = await openHere(dataDir)
    const run = await begin(host)
    const next = await begin(host)
    await untilStep(host, run, 12)
    await host.close()
    host = await openHere(dataDir, -year)
    expect((await host.client.runs.get({ run })).summary.state).toBe('interrupted')
    await host.client.runs.resume({ run })
    await untilState(host, run, 'finished')
    await untilState(host, next, 'finished')
    expect((await host.client.runs.list()).map(({ id }) => id)).toEqual([next, run])
    const log = await logOf(host, run)
    const first = (kind: string) => log.findIndex((line) => line.kind === kind)
    expect(first('interrupted')).toBeLessThan(first('runResumed'))
    for (const over of ['active', 'wall'] as const) {
      const seconds = await secondsOf(host, run, over)
      expect(seconds).toEqual(sorted(seconds))
    }
    expect(await traceOf(host, run)).toEqual(await traceOf(host, next))
    await host.close()
  })
})
