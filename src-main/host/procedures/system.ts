import { statSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import type { DoctorReport, Status } from '#contract'
import { freeBytes } from '#disk'
import type { Desk } from '../desk.ts'
import { engineReports, engineSentence } from '../engines.ts'
import { version } from '../version.ts'

export function status({ store, folder }: Desk): Status {
  return {
    version,
    dataFolder: folder.root,
    databaseBytes: bytesOf(folder.database),
    ...store.runs.counts(),
    engine: engineSentence(),
  }
}

export function doctor({ store, folder }: Desk): DoctorReport {
  return {
    version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    cpus: availableParallelism(),
    memoryBytes: totalmem(),
    dataFolder: folder.root,
    // It was written to when this host opened it, or there would be no host to ask.
    writable: true,
    freeBytes: freeBytes(folder.root),
    databaseBytes: bytesOf(folder.database),
    databaseVersion: store.version,
    engines: engineReports(),
  }
}

/** The database with what is not yet folded into it. */
function bytesOf(database: string): number {
  return ['', '-wal'].reduce(
    (sum, ending) => sum + (statSync(database + ending, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}
