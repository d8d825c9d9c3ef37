import { statSync } from 'node:fs'
import { totalmem } from 'node:os'
import type { DoctorReport, Status } from '#contract'
import { freeBytes } from '#disk'
import type { EngineChoice } from '#spec'
import { listBackups } from '#store'
import type { Desk } from '../desk.ts'
import { askNvidia } from '../engine/cuda.ts'
import { machineOf } from '../engine/catalogue.ts'
import { engineSentence, gpuSentence } from '../engine/sentence.ts'
import { isBusy, threadsFor, timedHere, timedThreads, timeThreadsOnce } from '../engine/threads.ts'
import { preferEngine as prefer, preferredEngine } from '../engine/preferred.ts'
import { version } from '../version.ts'

export function status({ store, folder, threads }: Desk): Status {
  return {
    version,
    dataFolder: folder.root,
    databaseBytes: bytesOf(folder.database),
    ...store.runs.counts(),
    engine: engineSentence(preferredEngine(store), threads, machineOf(folder)),
  }
}

export async function doctor(desk: Desk): Promise<DoctorReport> {
  const { store, folder, prober, runErrand } = desk
  const here = timedHere(machineOf(folder))
  const { processors } = here
  const [engines, nvidia] = await Promise.all([prober.reports(), askNvidia()])
  // Where timing fails, what is said of the engine has the reason.
  const timed = isBusy()
    ? timedThreads(store, here)
    : await timeThreadsOnce(store, runErrand, here).catch(() => undefined)
  return {
    version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    cpus: processors,
    threads: {
      now: desk.threads,
      next: threadsFor(timed, processors),
      timings: timed?.timings ?? [],
    },
    memoryBytes: totalmem(),
    dataFolder: folder.root,
    // It was written to when this host opened it, or there would be no host to ask.
    writable: true,
    freeBytes: freeBytes(folder.root),
    databaseBytes: bytesOf(folder.database),
    databaseVersion: store.version,
    backups: listBackups(folder.backups).map(({ kind, name, at, bytes }) => ({
      ...{ kind, name, at, bytes },
    })),
    engines,
    preferredEngine: preferredEngine(store),
    gpu: gpuSentence(nvidia, engines),
  }
}

/**
 * What `auto` means from now on.
 * @throws CuspError `engine.missing` when it cannot be used here, with the reason.
 */
export async function preferEngine({ store, prober }: Desk, engine: EngineChoice): Promise<void> {
  await prober.choicesFor(engine)
  prefer(store, engine)
}

/** The database with what is not yet folded into it. */
function bytesOf(database: string): number {
  return ['', '-wal'].reduce(
    (sum, ending) => sum + (statSync(database + ending, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}
