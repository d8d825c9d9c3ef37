import { join } from 'node:path'

/** How many checkpoints of a run are kept: the last, and one to fall back on. */
export const keptCheckpoints = 2

const pattern = /^step-(\d{10})$/

/** The folder of the checkpoint at `step`, inside the folder of its run. */
export function checkpointName(step: number): string {
  return `step-${String(step).padStart(10, '0')}`
}

/** The step of a checkpoint's folder; null for any other name, half-written ones included. */
export function stepOf(name: string): number | null {
  const found = pattern.exec(name)
  return found ? Number(found[1]) : null
}

export const files = { manifest: 'manifest.json', snapshot: 'snapshot.bin', origin: 'origin.json' }
/** All files of a checkpoint; the manifest, which names the others, is the last. */
export const checkpointFiles = [files.snapshot, files.origin, files.manifest]

/** The folder of a run's checkpoints. */
export function checkpointsOf(checkpoints: string, run: string): string {
  return join(checkpoints, run)
}
