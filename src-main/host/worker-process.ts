import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { beatFd, type Beat } from './worker/heartbeat-memory.ts'
import type { HostToWorker, Job, WorkerToHost } from './worker/messages.ts'

/** Starts a worker's process; executor/ has the one of this machine. */
export type StartWorker = (spec: {
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}) => ChildProcess

export interface WorkerProcess {
  readonly pid: number | undefined
  send(message: HostToWorker): void
  kill(): void
}

export interface WorkerListener {
  onMessage(message: WorkerToHost): void
  /** Called once a second while its process runs at all. */
  onBeat(beat: Beat): void
  /** Called once, when the process is gone and all it said has been heard. */
  onGone(reason: string): void
}

/** Gives a job to a process of its own. Facts of another lease, and any heard before, are dropped. */
export function launch(start: StartWorker, job: Job, listener: WorkerListener): WorkerProcess {
  const child = start({ args: [job.run] })
  let heard = 0
  let output = ''
  let failure: string | undefined
  const listen = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2000))
  child.stdout?.on('data', listen)
  child.stderr?.on('data', listen)
  child.on('message', (message) => {
    const told = message as WorkerToHost
    if (told.epoch !== job.epoch || told.seq <= heard) return
    heard = told.seq
    listener.onMessage(told)
  })
  hearBeats(child, listener)
  child.once('error', (error) => (failure = error.message))
  // 'close', not 'exit': only then has the channel been read to its end.
  child.once('close', (code, signal) => listener.onGone(failure ?? goneText(code, signal, output)))
  const send = (message: HostToWorker) => {
    // It may be gone before it reads this; that it is gone is heard elsewhere.
    if (child.connected) child.send(message, () => undefined)
  }
  send({ kind: 'job', job })
  return { pid: child.pid, send, kill: () => void child.kill('SIGKILL') }
}

function hearBeats(child: ChildProcess, { onBeat }: Pick<WorkerListener, 'onBeat'>): void {
  const pipe = child.stdio[beatFd]
  if (!(pipe instanceof Readable)) return
  createInterface({ input: pipe }).on('line', (line) => onBeat(JSON.parse(line) as Beat))
}

function goneText(code: number | null, signal: NodeJS.Signals | null, output: string): string {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
  const lines = output.trim().split('\n')
  const last = lines.findLast((line) => /\bError\b/.test(line)) ?? lines.at(-1) ?? ''
  return last === '' ? how : `${how}: ${last}`
}
