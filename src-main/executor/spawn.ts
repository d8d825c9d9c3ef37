import { spawn, type ChildProcess } from 'node:child_process'
import { nodeBinary } from './node-binary.ts'
import { projectRoot } from './program.ts'

export interface ProcessSpec {
  /** The file that Node runs. */
  readonly entry: string
  readonly args: readonly string[]
  readonly cwd?: string | undefined
  /** Whether it beats, on a pipe of its own: `stdio[4]`. */
  readonly beats?: boolean
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>> | undefined
}

/**
 * A child Node ≥ 24 with an IPC channel that carries typed arrays, its output piped and no input.
 * Frames are clones, not JSON: a checkpoint's weights would triple in size otherwise.
 */
export function spawnNode(spec: ProcessSpec): ChildProcess {
  const { ELECTRON_RUN_AS_NODE: _none, ...inherited } = process.env
  return spawn(nodeBinary(projectRoot()), [spec.entry, ...spec.args], {
    cwd: spec.cwd,
    env: { ...inherited, ...spec.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', ...(spec.beats ? ['pipe' as const] : [])],
    serialization: 'advanced',
    windowsHide: true,
  })
}
