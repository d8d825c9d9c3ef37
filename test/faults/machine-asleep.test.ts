import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runSpecSchema } from '#spec'
import {
  newFolder,
  removeFolder,
  spec,
  startHost,
  untilState,
  untilStep,
  workersOf,
  type HostProcess,
} from './rig.ts'

/** Longer than a busy machine is taken to be busy, shorter than anybody waits. */
const asleepMs = 60_000

let dataDir: string
let host: HostProcess
beforeEach(async () => {
  dataDir = newFolder()
  host = await startHost(dataDir)
})
afterEach(async () => {
  await host.stop()
  removeFolder(dataDir)
})

/** Host and workers stand still together, as when the machine sleeps, while all clocks go on. */
async function sleep(run: string, ms: number): Promise<void> {
  const all = [host.process.pid ?? 0, ...workersOf(run)]
  for (const pid of all) process.kill(pid, 'SIGSTOP')
  for (const pid of all) await untilStopped(pid)
  await wait(ms)
  for (const pid of all) process.kill(pid, 'SIGCONT')
}

async function untilStopped(pid: number): Promise<void> {
  while (!/\) [Tt]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await wait(10)
}

const summaryOf = async (run: string) =>
  (await host.client.runs.since({ run, seq: Number.MAX_SAFE_INTEGER })).summary

describe('faults/machine-asleep', () => {
  it('a run goes on by itself after a sleep, which is neither time at work nor in what is left', async () => {
    // Long enough to be at work before and after, whatever the machine.
    const long = runSpecSchema.parse({ ...spec, epochs: 60, engine: 'onnx' })
    const begun = performance.now()
    const { runs } = await host.client.runs.start({ specs: [long] })
    const run = runs[0] ?? ''
    await untilStep(host, run, 24)
    const workers = workersOf(run)
    const before = await summaryOf(run)
    await sleep(run, asleepMs)
    await untilStep(host, run, before.step + 24)
    const after = await summaryOf(run)
    // The same process: nobody took it for dead.
    expect(workersOf(run)).toEqual(workers)
    expect(after.state).toBe('running')
    const awakeSeconds = (performance.now() - begun - asleepMs) / 1000
    expect(after.activeSeconds).toBeGreaterThan(0)
    expect(after.activeSeconds).toBeLessThan(awakeSeconds + 2)
    // What is left is told from the pace awake: had the sleep been counted, 24 steps would have
    // taken more than a minute, and the rest in proportion.
    const left = (after.totalSteps - after.step) / 24
    expect(after.etaSeconds).toBeLessThan((left * asleepMs) / 1000)
    await host.client.runs.pause({ run })
    await untilState(host, run, 'paused')
    const { log, points } = await host.client.runs.since({ run, seq: 0 })
    const asleep = log.filter(({ kind }) => kind === 'fellAsleep' || kind === 'wokeUp')
    expect(asleep.map(({ kind }) => kind)).toEqual(['fellAsleep', 'wokeUp'])
    const [from = 0, to = 0] = asleep.map(({ at }) => at)
    expect(to - from).toBeGreaterThanOrEqual(asleepMs - 1000)
    const steps = points.filter(({ name }) => name === 'loss').map(({ step }) => step)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  })
})
