import type { ChildProcess } from 'node:child_process'
import type { ShellMessage } from '#contract'

/** Milliseconds a host gets after each request, before the next and stronger one. */
export interface Patience {
  /** After the `stop` message. */
  readonly askedMs: number
  /** After SIGTERM; then comes SIGKILL. */
  readonly toldMs: number
}

const patience: Patience = { askedMs: 8_000, toldMs: 3_000 }

/** Ends a host: asks it, then SIGTERM, then SIGKILL; resolves when it is gone. */
export async function stopHost(child: ChildProcess, given: Patience = patience): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  // It may be gone before it reads this: the exit, not the answer, is what we wait for.
  if (child.connected) child.send({ kind: 'stop' } satisfies ShellMessage, () => undefined)
  const told = setTimeout(() => child.kill('SIGTERM'), given.askedMs)
  const killed = setTimeout(() => child.kill('SIGKILL'), given.askedMs + given.toldMs)
  await gone
  clearTimeout(told)
  clearTimeout(killed)
}
