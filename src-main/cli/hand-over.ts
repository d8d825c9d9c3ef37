import { spawn } from 'node:child_process'
import { nodeBinary, projectRoot } from '#executor'
import { asCuspError } from '#errors'

/**
 * Runs this very command on the Node that came with Cusp, for a person whose own Node is older.
 * The child is in a group of its own, so that Ctrl-C reaches it once, through us, and not also
 * from the terminal; the channel tells it when we are gone.
 */
export function handOver(): void {
  const child = spawn(binary(), process.argv.slice(1), {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Windows sends Ctrl-C to every process of a console by itself.
    process.on(signal, () => process.platform !== 'win32' && child.kill(signal))
  }
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1))
}

function binary(): string {
  try {
    return nodeBinary(projectRoot())
  } catch (error) {
    const { message, exit } = asCuspError(error)
    process.stderr.write(`${message}\n`)
    return process.exit(exit)
  }
}
