import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { CuspError } from '#errors'

const execute = promisify(execFile)

/**
 * Runs a program of the system to its end.
 * @throws CuspError `engine.unbuildable` with the last it said.
 */
export async function run(command: string, args: readonly string[]): Promise<void> {
  try {
    await execute(command, args, { maxBuffer: 1 << 24 })
  } catch (cause) {
    const { code, stderr = '' } = cause as { code?: unknown; stderr?: string }
    const reason =
      code === 'ENOENT'
        ? `there is no ${command}; on Debian or Ubuntu, install it with "sudo apt-get install g++ tar"`
        : stderr.trim().split('\n').slice(-3).join(' ') || `it ended with ${String(code)}`
    throw new CuspError('engine.unbuildable', `${command} failed: ${reason}.`, {
      place: command,
      cause,
    })
  }
}
