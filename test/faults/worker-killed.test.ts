import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { generator } from '#random'
import {
  newFolder,
  removeFolder,
  spec,
  startHost,
  traceOf,
  unbroken,
  untilState,
  workersOf,
  type HostProcess,
  type Trace,
} from './rig.ts'

let expected: Trace
let host: HostProcess
let dataDir: string

beforeAll(async () => {
  expected = await unbroken()
})
beforeEach(async () => {
  dataDir = newFolder()
  host = await startHost(dataDir)
})
afterEach(async () => {
  await host.stop()
  removeFolder(dataDir)
})
afterAll(() => expect(expected.metrics.length).toBeGreaterThan(50))

/** Kills the run's worker whenever `moment` comes, `times` times; then lets it finish. */
async function finishDespite(times: number, moment: (run: string) => Promise<void>) {
  const { runs } = await host.client.runs.start({ specs: [spec] })
  const run = runs[0]
  let killed = 0
  while (killed < times) {
    const state = await untilState(host, run, 'running', 'interrupted', 'finished')
    if (state === 'finished') break
    if (state === 'interrupted') await host.client.runs.resume({ run })
    else {
      await moment(run)
      killed += kill(run)
      await wait(50)
    }
  }
  while ((await untilState(host, run, 'interrupted', 'finished')) === 'interrupted') {
    await host.client.runs.resume({ run })
  }
  return { run, killed }
}

/** How often the run went on from a checkpoint in the middle of its training. */
async function resumesOf(run: string): Promise<number> {
  const { log } = await host.client.runs.since({ run, seq: 0 })
  return log.filter(({ kind }) => kind === 'runResumed').length
}

function kill(run: string): number {
  const workers = workersOf(run)
  for (const pid of workers) process.kill(pid, 'SIGKILL')
  return workers.length
}

/** Resolves when the worker that runs now has begun to train and the run is at `step` or beyond. */
async function atStep(run: string, step: number): Promise<void> {
  for (;;) {
    const { summary, log } = await host.client.runs.since({ run, seq: 0 })
    const last = log.findLast(({ kind }) => /^(running|runStarted|runResumed)$/.test(kind))
    if (last?.kind !== 'running' && summary.step >= step) return
    if (summary.state !== 'running') return
    await wait(10)
  }
}

/** Resolves while a checkpoint is half written, after `skip` others; or when the worker is gone. */
async function duringCheckpoint(run: string, skip: number): Promise<void> {
  const seen = new Set<string>()
  for (let look = 1; ; look++) {
    for (const name of namesOf(run)) if (name.endsWith('.tmp')) seen.add(name)
    if (seen.size > skip) return
    // Looking at every process takes longer than a checkpoint is half written.
    if (look % 200 === 0 && workersOf(run).length === 0) return
    await wait(1)
  }
}

/** Resolves once two plans of its evaluation are done; or when all are. */
async function duringEvaluation(run: string): Promise<void> {
  for (;;) {
    const { summary } = await host.client.runs.since({ run, seq: 0 })
    if (summary.activity === 'evaluating' && summary.plansDone >= 2) return
    if (summary.state === 'finished') return
    await wait(5)
  }
}

function namesOf(run: string): string[] {
  const folder = join(dataDir, 'checkpoints', run)
  return existsSync(folder) ? readdirSync(folder) : []
}

describe('faults: the worker is killed', () => {
  it('at seeded random moments, and every run ends as if it had not been', async () => {
    const random = generator(['faults', 'worker'])
    let kills = 0
    let resumes = 0
    // A run may end before its turn to be killed comes, so there are as many runs as it takes.
    while (kills < 8 || resumes < 3) {
      const { run, killed } = await finishDespite(5, async (id) => {
        // One in four dies before it has begun.
        if (random.integer(4) > 0) await atStep(id, random.integer(24))
        await wait(random.integer(100))
      })
      kills += killed
      resumes += await resumesOf(run)
      expect(await traceOf(host, run)).toEqual(expected)
    }
  })

  it('while it writes checkpoints, and none is ever half there', async () => {
    const random = generator(['faults', 'checkpoint'])
    let kills = 0
    let resumes = 0
    while (kills < 4 || resumes < 1) {
      const { run, killed } = await finishDespite(4, async (id) => {
        await duringCheckpoint(id, random.integer(3))
        await wait(random.integer(10))
      })
      kills += killed
      resumes += await resumesOf(run)
      expect(await traceOf(host, run)).toEqual(expected)
      expect(namesOf(run).sort()).toEqual(['step-0000000020', 'step-0000000024'])
    }
  })

  it('while it evaluates, and goes on with the plan it was at', async () => {
    // A run may end before its turn to be killed comes, so there are as many runs as it takes.
    let run: string
    do {
      const { runs } = await host.client.runs.start({ specs: [spec] })
      run = runs[0]
      await duringEvaluation(run)
    } while (kill(run) === 0)
    await untilState(host, run, 'finished')
    expect(await traceOf(host, run)).toEqual(expected)
    const { log } = await host.client.runs.since({ run, seq: 0 })
    expect(log.filter(({ kind }) => kind === 'evaluationStarted')).toHaveLength(1)
    expect(log.filter(({ kind }) => kind === 'runStarted')).toHaveLength(1)
  })

  it('twice at the same place, and then waits for a person', async () => {
    const { runs } = await host.client.runs.start({ specs: [spec] })
    const run = runs[0]
    for (let crash = 0; crash < 2; crash++) {
      while (workersOf(run).length === 0) await wait(10)
      kill(run)
      while (workersOf(run).length > 0) await wait(10)
    }
    await untilState(host, run, 'interrupted')
    await wait(500)
    const { summary } = await host.client.runs.get({ run })
    expect(summary.state).toBe('interrupted')
    expect(summary.fault).toMatchObject({ code: 'run.interrupted' })
    expect(summary.fault?.message).toMatch(/SIGKILL/)
  })
})
