import type { ChildProcess } from 'node:child_process'
import type { StartWorker } from '../worker-process.ts'
import type { FromLaboratory, LaboratorySetting, ToLaboratory } from './messages.ts'

export interface LaboratoryProcess {
  send(message: ToLaboratory): void
  kill(): void
}

export interface LaboratoryListener {
  onMessage(message: FromLaboratory): void
  /** Called once, when the process is gone and all it said has been heard. */
  onGone(how: string): void
}

/** Starts the process that answers; it ends when its host does. */
export function launchLaboratory(
  start: StartWorker,
  setting: LaboratorySetting,
  listener: LaboratoryListener,
): LaboratoryProcess {
  const child = start({ args: ['laboratory'] })
  let failure: string | undefined
  let output = ''
  const listen = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2000))
  child.stdout?.on('data', listen)
  child.stderr?.on('data', listen)
  child.on('message', (message) => listener.onMessage(message as FromLaboratory))
  child.once('error', (error) => (failure = error.message))
  child.once('close', (code, signal) =>
    listener.onGone(failure ?? howItEnded(code, signal, output)),
  )
  post(child, { kind: 'laboratory', setting })
  return {
    send: (message) => post(child, message),
    kill: () => void child.kill('SIGKILL'),
  }
}

function post(child: ChildProcess, message: object): void {
  // It may be gone before it reads this; that it is gone is heard elsewhere.
  if (child.connected) child.send(message, () => undefined)
}

function howItEnded(code: number | null, signal: NodeJS.Signals | null, output: string): string {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
  const last = output
    .trim()
    .split('\n')
    .findLast((line) => /\bError\b/.test(line))
  return last === undefined ? how : `${how}: ${last.trim()}`
}
