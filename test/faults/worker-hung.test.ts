import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunFeed } from '#contract'
import { startWorker } from '#executor'
import { openHost, type Host, type HostClient } from '#host'
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
const preload = join(import.meta.dirname, 'programs/hang-in-engine.ts')
/** Shorter than by default, and long for digits on a machine that is busy with other tests. */
const patience = { stillMs: 60_000, stuckMs: 60_000, times: 3 }

/** A steady clock that can run ten times as fast, which looks made each second cannot tell from a slow one. */
function makeClock() {
  let [since, base, rate] = [performance.now(), 0, 1]
  const elapsed = () => base + (performance.now() - since) * rate
  const runAt = (next: number) => ([base, since, rate] = [elapsed(), performance.now(), next])
  return { elapsed, runAt }
}

let dataDir: string
let hang: string
let clock: ReturnType<typeof makeClock>
let host: Host
let client: HostClient
beforeEach(() => {
  dataDir = newFolder()
  hang = join(dataDir, 'hang')
  clock = makeClock()
})
afterEach(() => removeFolder(dataDir))

async function open(options = ''): Promise<void> {
  const env = { CUSP_HANG: hang, NODE_OPTIONS: `${options} --import ${preload}` }
  host = await openHost({
    ...{ dataDir, resources, patience, elapsed: clock.elapsed },
    startWorker: ({ args }) => startWorker({ args, env }),
  })
  client = createRouterClient(host.router, { context: { mayNameFiles: true } })
}

async function begin(): Promise<string> {
  const { runs } = await client.runs.start({ specs: [spec] })
  await untilStep({ client }, runs[0], 6)
  return runs[0]
}

async function untilLine(run: string, kind: string): Promise<RunFeed['log'][number]> {
  for (;;) {
    const { log } = await client.runs.since({ run, seq: 0 })
    const line = log.find((each) => each.kind === kind)
    if (line) return line
    await wait(20)
  }
}

/** Lets time pass fast until the worker was ended, and what it had hung in be over. */
async function untilEnded(run: string): Promise<string> {
  clock.runAt(10)
  const { text: warning } = await untilLine(run, 'workerSilent')
  expect(warning).toMatch(/^The worker has .* It is ended after \d+ (s|min)\.$/)
  const { text } = await untilLine(run, 'interrupted')
  rmSync(hang, { force: true })
  clock.runAt(1)
  return text
}

describe('faults: a worker hangs', () => {
  it('in a call into the engine: it is ended, the log says why, and the run goes on as if it had not', async () => {
    await open()
    const run = await begin()
    writeFileSync(hang, '')
    const text = await untilEnded(run)
    expect(text).toMatch(
      /^Interrupted\. The worker was ended after step \d+, since it has been running ".+" for \d+ (s|min); it used \d+/,
    )
    await untilState({ client }, run, 'finished')
    const { runs } = await client.runs.start({ specs: [spec] })
    await untilState({ client }, runs[0], 'finished')
    expect(await traceOf({ client }, run)).toEqual(await traceOf({ client }, runs[0]))
    await host.close()
  })

  it('as a whole process: the same, and a second time the run waits for a person and says why', async () => {
    await open()
    const run = await begin()
    for (const pid of workersOf(run)) process.kill(pid, 'SIGSTOP')
    expect(await untilEnded(run)).toMatch(/has given no sign of life for \d+ (s|min)/)
    while (workersOf(run).length === 0) await wait(20)
    for (const pid of workersOf(run)) process.kill(pid, 'SIGSTOP')
    clock.runAt(10)
    await untilState({ client }, run, 'interrupted')
    const { summary } = await client.runs.get({ run })
    expect(summary.fault?.code).toBe('run.hung')
    expect(summary.fault?.message).toMatch(/ended after step \d+, since it .*; resume the run/)
    expect(workersOf(run)).toEqual([])
    clock.runAt(1)
    await client.runs.resume({ run })
    await untilState({ client }, run, 'finished')
    await host.close()
  })

  it('in the hands of a debugger: it is left alone', async () => {
    await open('--inspect=127.0.0.1:0')
    const run = await begin()
    writeFileSync(hang, '')
    const held = clock.elapsed()
    clock.runAt(10)
    while (clock.elapsed() - held < 3 * patience.stuckMs) await wait(100)
    expect((await client.runs.get({ run })).summary).toMatchObject({
      state: 'running',
      fault: null,
    })
    await client.runs.cancel({ run })
    await untilLine(run, 'cancelled')
    await host.close()
  })

  it('and its host is killed: it does not outlive it', async () => {
    const env = { CUSP_HANG: hang, NODE_OPTIONS: `--import ${preload}` }
    const killed = await startHost(dataDir, env)
    client = killed.client
    const run = await begin()
    writeFileSync(hang, '')
    // What it computes when it meets the file takes less.
    await wait(2000)
    expect(workersOf(run)).toHaveLength(1)
    await killed.kill()
    while (workersOf(run).length > 0) await wait(50)
  })
})
