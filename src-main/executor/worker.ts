import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programFile } from './program.ts'
import { spawnNode } from './spawn.ts'

export interface WorkerSpec {
  /** The file to run instead of Cusp's own worker entry. */
  readonly entry?: string
  readonly args: readonly string[]
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Starts one worker process (Node ≥ 24, IPC with `serialization: 'advanced'`, output and beats piped).
 * It runs in an empty folder of its own, gone when it exits: ONNX Runtime resolves the external
 * data of a model that came as bytes against the working directory.
 */
export function startWorker(spec: WorkerSpec): ChildProcess {
  const cwd = mkdtempSync(join(tmpdir(), 'cusp-worker-'))
  const worker = spawnNode({
    entry: spec.entry ?? programFile('worker'),
    args: spec.args,
    env: spec.env,
    cwd,
    beats: true,
  })
  const clear = () => rmSync(cwd, { recursive: true, force: true })
  worker.once('exit', clear)
  worker.once('error', clear)
  return worker
}
