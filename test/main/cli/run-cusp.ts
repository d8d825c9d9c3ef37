import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', '..')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the real command from source, in a process of its own. */
export function runCusp(args: readonly string[], dataDir: string): Promise<Ended> {
  return startCusp(args, dataDir).ended
}

/** The same, still running. */
export function startCusp(args: readonly string[], dataDir: string) {
  const child = spawn(process.execPath, [join(root, 'src-main/cli/main.ts'), ...args], {
    cwd: dataDir,
    env: { ...process.env, CUSP_DATA: join(dataDir, 'data'), NO_COLOR: '1', NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  )
  return { child, ended, soFar: () => ({ stdout, stderr }) }
}

/** The error a command answered with under `--json`. */
export function errorIn({ stdout }: Ended): { code: string; message: string; place?: string } {
  return (JSON.parse(stdout) as { error: { code: string; message: string } }).error
}
