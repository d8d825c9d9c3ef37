import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { attachSocket, type HostClient } from '#host'
import { runSpecSchema, type RunSpec } from '#spec'
import type { RunDetail, RunState } from '#contract'

const entry = join(import.meta.dirname, '../../src-main/host/main.ts')

/** 24 steps of a real network on real digits, with a checkpoint every four. */
export const spec: RunSpec = runSpecSchema.parse({
  version: 1,
  name: 'short',
  dataset: { source: { kind: 'digits' }, train: 192, test: 64 },
  model: { architecture: 'std-cnn' },
  epochs: 3,
  batchSize: 24,
  probe: { count: 16, epsilon: 0.1, attackSteps: 2, rotation: 20 },
  curriculum: {
    name: 'both',
    lanes: {
      epsilon: [
        { at: { share: 0 }, value: 0, easing: 'linear' },
        { at: { share: 1 }, value: 0.1 },
      ],
      rotation: [{ at: { epoch: 2 }, value: 20 }],
      attackSteps: [{ at: { step: 0 }, value: 2 }],
    },
  },
  checkpointEverySteps: 4,
  evaluation: {
    version: 1,
    name: 'short',
    subset: { count: 32 },
    gallery: 2,
    plans: [
      { attack: 'pgd', epsilon: 0.1, steps: 3 },
      { attack: 'spatial-random', rotation: 20, translation: 1, draws: 2 },
    ],
    curves: [
      // Long enough for a kill to come in the middle of it.
      {
        over: 'epsilon',
        values: [0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16],
        plan: { attack: 'pgd', epsilon: 0.1, steps: 20 },
      },
    ],
  },
  engine: 'onnx',
})

/** A host that can be asked, in whatever process. */
export interface Served {
  readonly client: HostClient
}

export interface HostProcess extends Served {
  readonly process: ChildProcess
  /** As if the power went: SIGKILL, and wait until it is gone. */
  kill(): Promise<void>
  /** Asks it to end, as Ctrl-C does; gives its exit code. */
  stop(): Promise<number | null>
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cusp-faults-'))
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Starts a real host process; its output is kept for the message of a failing test. */
export function spawnHost(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): { process: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [entry, '--data', dataDir], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { process: child, output: () => output }
}

/** A host process that answers. */
export async function startHost(
  dataDir: string,
  env?: Readonly<Record<string, string>>,
): Promise<HostProcess> {
  const { process: child, output } = spawnHost(dataDir, env)
  const gone = goneOf(child)
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The host ended: ${output()}`)
    const attached = await attachSocket(dataDir)
    if (attached) {
      const end = async (signal: NodeJS.Signals) => {
        await attached.close()
        child.kill(signal)
        return gone
      }
      return {
        process: child,
        client: attached.client,
        kill: async () => void (await end('SIGKILL')),
        stop: () => end('SIGTERM'),
      }
    }
    await wait(50)
  }
}

export function goneOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve))
}

/** Polls until the run is in one of the states. */
export async function untilState(
  { client }: Served,
  run: string,
  ...states: RunState[]
): Promise<RunState> {
  for (;;) {
    const { summary } = await client.runs.since({ run, seq: Number.MAX_SAFE_INTEGER })
    if (states.includes(summary.state)) return summary.state
    if (['failed', 'cancelled', 'finished'].includes(summary.state)) {
      throw new Error(`Run ${run} is ${summary.state}: ${summary.fault?.message}`)
    }
    await wait(20)
  }
}

/** Polls until the run has done as many steps, or is over. */
export async function untilStep({ client }: Served, run: string, step: number) {
  for (;;) {
    const { summary } = await client.runs.since({ run, seq: Number.MAX_SAFE_INTEGER })
    if (summary.step >= step || summary.finishedAt !== null) return
    await wait(10)
  }
}

/** Process ids of the living workers of a run, by what the system says; zombies are not living. */
export function workersOf(run: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name)
    if (!Number.isInteger(pid)) return []
    try {
      const isOurs = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(run)
      const state = /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]
      return isOurs && state !== 'Z' && state !== 'X' ? [pid] : []
    } catch {
      return []
    }
  })
}

/** Everything of a run that must not depend on what befell it. */
export interface Trace {
  readonly weightsHash: string | null
  readonly metrics: readonly string[]
  readonly plans: readonly string[]
}

export async function traceOf({ client }: Served, run: string): Promise<Trace> {
  const { points } = await client.runs.since({ run, seq: 0 })
  const detail = await client.runs.get({ run })
  return {
    weightsHash: detail.weightsHash,
    // How often settings are repeated depends on how often the run was started, and speed on the machine.
    metrics: points
      .filter(({ name }) => !/^(setting|machine)\./.test(name))
      .map(({ name, step, value }) => `${name} ${String(step).padStart(3, '0')} ${value}`)
      .sort(),
    plans: plansOf(detail),
  }
}

function plansOf({ evaluations }: RunDetail): string[] {
  return evaluations.flatMap(({ finished, subsetHash, plans }) => [
    `${finished} ${subsetHash}`,
    ...plans.map(({ key, accuracy, invariance }) => `${key} ${accuracy} ${invariance}`),
  ])
}

/** What the run gives when nothing befalls it. */
export async function unbroken(): Promise<Trace> {
  const dataDir = newFolder()
  const host = await startHost(dataDir)
  try {
    const { runs } = await host.client.runs.start({ specs: [spec] })
    await untilState(host, runs[0], 'finished')
    return await traceOf(host, runs[0])
  } finally {
    await host.stop()
    removeFolder(dataDir)
  }
}
