import type { ChildProcess } from 'node:child_process'
import type { HostMessage, ShellMessage } from '#contract'
import { afterCrash, hostBackOff, type BackOff } from './back-off.ts'
import { describeExit, type HostState } from './host-state.ts'
import { programFile } from './program.ts'
import { spawnNode } from './spawn.ts'
import { stopHost, type Patience } from './stop.ts'

export interface HostSpec {
  /** The data folder the host opens. */
  readonly dataDir: string
  /** The file to run instead of Cusp's own host entry. */
  readonly entry?: string
  readonly env?: Readonly<Record<string, string>>
  readonly backOff?: BackOff
  /** How long the host gets to stop by itself. */
  readonly patience?: Patience
  /** What it writes to stdout and stderr. */
  readonly onOutput?: (text: string) => void
}

type Listener<Value> = (value: Value) => void
type FrameMessage = Extract<HostMessage, { kind: 'frame' }>

/** Starts a host and keeps it running: after a crash it comes back, until it crashes too often. */
export function startHost(spec: HostSpec): HostProcess {
  return new HostProcess(spec)
}

/** A supervised host process. Messages sent before it is ready wait for it. */
export class HostProcess {
  #state: HostState = { kind: 'starting' }
  #child: ChildProcess | undefined
  #waiting: ShellMessage[] = []
  #retry: NodeJS.Timeout | undefined
  readonly #crashes: number[] = []
  readonly #spec: HostSpec
  readonly #frames = new Set<Listener<FrameMessage>>()
  readonly #states = new Set<Listener<HostState>>()

  constructor(spec: HostSpec) {
    this.#spec = spec
    this.#start()
  }

  get state(): HostState {
    return this.#state
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  onFrame(listener: Listener<FrameMessage>): () => void {
    this.#frames.add(listener)
    return () => this.#frames.delete(listener)
  }

  onState(listener: Listener<HostState>): () => void {
    this.#states.add(listener)
    return () => this.#states.delete(listener)
  }

  send(message: ShellMessage): void {
    if (this.#state.kind === 'ready' && this.#child?.connected === true) this.#child.send(message)
    else this.#waiting.push(message)
  }

  /** Asks the host to end, then insists; resolves when it is gone. */
  async stop(): Promise<void> {
    clearTimeout(this.#retry)
    const child = this.#child
    this.#enter({ kind: 'stopped' })
    if (child !== undefined) await stopHost(child, this.#spec.patience)
  }

  #start(): void {
    const child = spawnNode({
      entry: this.#spec.entry ?? programFile('host'),
      args: ['--data', this.#spec.dataDir],
      env: this.#spec.env,
    })
    let output = ''
    const listen = (chunk: Buffer) => {
      const text = chunk.toString()
      output = (output + text).slice(-4000)
      this.#spec.onOutput?.(text)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.on('message', (message) => this.#receive(message as HostMessage))
    // 'close', not 'exit': only then is the output complete. A child that never ran closes too.
    child.once('error', (error) => (output += error.message))
    child.once('close', (code, signal) => this.#ended(describeExit(code, signal, output)))
    this.#child = child
    this.#enter({ kind: 'starting' })
  }

  #receive(message: HostMessage): void {
    switch (message.kind) {
      case 'ready':
        this.#enter({ kind: 'ready', version: message.version })
        for (const waiting of this.#waiting.splice(0)) this.send(waiting)
        return
      case 'refused':
        this.#enter(message)
        return
      case 'frame':
        for (const listener of this.#frames) listener(message)
    }
  }

  #ended(why: string): void {
    this.#child = undefined
    if (this.#state.kind === 'refused' || this.#state.kind === 'stopped') return
    // What its clients said is lost with it: they open again and ask again.
    this.#waiting = []
    this.#crashes.push(performance.now())
    const verdict = afterCrash(this.#crashes, this.#spec.backOff ?? hostBackOff)
    if (verdict.kind === 'give-up') return this.#enter({ kind: 'broken', why })
    this.#retry = setTimeout(() => this.#start(), verdict.ms)
    this.#enter({ kind: 'crashed', why, retryMs: verdict.ms })
  }

  #enter(state: HostState): void {
    this.#state = state
    for (const listener of this.#states) listener(state)
  }
}
