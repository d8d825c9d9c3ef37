import { statSync } from 'node:fs'
import { writeCheckpoints } from './checkpoints.ts'
import type { ReadableCheckpoints, WritableCheckpoints } from './checkpoints.ts'
import { writeComparisons } from './comparisons.ts'
import type { ReadableComparisons, WritableComparisons } from './comparisons.ts'
import { writeCurricula } from './curricula.ts'
import type { ReadableCurricula, WritableCurricula } from './curricula.ts'
import { watchChanges, type Begin, type Changes } from './changes.ts'
import { copyDatabase } from './copy.ts'
import { configure, connect, corrupt, speaking, type Connection } from './database.ts'
import { writeEquivariance } from './equivariance.ts'
import type { ReadableEquivariance, WritableEquivariance } from './equivariance.ts'
import { writeEvaluations } from './evaluations.ts'
import type { ReadableEvaluations, WritableEvaluations } from './evaluations.ts'
import { findFault, type Thoroughness } from './examine.ts'
import { writeEvents, type ReadableEvents, type WritableEvents } from './events.ts'
import { writeFigures, type ReadableFigures, type WritableFigures } from './figures.ts'
import { readListing, type ReadableListing } from './listing.ts'
import { writeLabels, type ReadableLabels, type WritableLabels } from './labels.ts'
import { examineLog } from './log-file.ts'
import { writeLog, type StoreLog } from './log-length.ts'
import { writeMeasures, type ReadableMeasures, type WritableMeasures } from './measures.ts'
import { writeMetrics, type ReadableMetrics, type WritableMetrics } from './metrics.ts'
import { migrate, refuseForeign, versionOf } from './migrate.ts'
import { migrations, type Migration } from './migrations/index.ts'
import { writeReports, type ReadableReports, type WritableReports } from './reports.ts'
import { writeRuns, type ReadableRuns, type WritableRuns } from './runs.ts'
import { readSettings, writeSettings } from './settings.ts'
import type { ReadableSettings, WritableSettings } from './settings.ts'
import { writeShelf, type ReadableShelf, type WritableShelf } from './shelf.ts'
import { runTransitions, type RunTransitions } from './transitions.ts'
import { writeTurns, type ReadableTurns, type WritableTurns } from './turns.ts'
import { writeViews, type ReadableViews, type WritableViews } from './views.ts'

/** What happened, to look at. */
export interface ReadableStore {
  readonly version: number
  readonly runs: ReadableRuns
  readonly turns: ReadableTurns
  readonly events: ReadableEvents
  readonly metrics: ReadableMetrics
  readonly checkpoints: ReadableCheckpoints
  readonly equivariance: ReadableEquivariance
  readonly evaluations: ReadableEvaluations
  readonly curricula: ReadableCurricula
  readonly comparisons: ReadableComparisons
  readonly figures: ReadableFigures
  readonly reports: ReadableReports
  readonly measures: ReadableMeasures
  readonly listing: ReadableListing
  readonly labels: ReadableLabels
  readonly shelf: ReadableShelf
  readonly views: ReadableViews
  readonly settings: ReadableSettings
}

/** What happened, to add to: one process at a time has it. */
export interface WritableStore extends ReadableStore {
  readonly runs: WritableRuns & RunTransitions
  readonly turns: WritableTurns
  readonly events: WritableEvents
  readonly metrics: WritableMetrics
  readonly checkpoints: WritableCheckpoints
  readonly equivariance: WritableEquivariance
  readonly evaluations: WritableEvaluations
  readonly curricula: WritableCurricula
  readonly comparisons: WritableComparisons
  readonly figures: WritableFigures
  readonly reports: WritableReports
  readonly measures: WritableMeasures
  readonly labels: WritableLabels
  readonly shelf: WritableShelf
  readonly views: WritableViews
  readonly settings: WritableSettings
  /** All of `work` or nothing of it; nested calls join the outer one. */
  transaction<Result>(work: () => Result): Result
  readonly log: StoreLog
  /** What the newest backup lacks. */
  readonly changes: Omit<Changes, 'close'>
  /** Copies the whole database into a new file while others are answered; see `copyDatabase`. */
  copyTo(file: string, signal?: AbortSignal): Promise<void>
  /** Folds the write-ahead log into the file, marks the exit as clean and closes. */
  close(): void
}

export interface StorePlace {
  /** The database file. */
  readonly file: string
  /** The folder for copies made before a migration. */
  readonly backups: string
  readonly migrations?: readonly Migration[]
  readonly log?: ((line: string) => void) | undefined
}

const cleanExit = 'cleanExit'

/**
 * Opens a database for writing: brings it to the newest version, and checks it first if the last
 * process that had it did not close it.
 * @throws CuspError `folder.newer`, `folder.corrupt`, `folder.unwritable`; the file is left as it was.
 */
export function openStore(place: StorePlace): WritableStore {
  refuseDamagedLog(place)
  const begin = inspect(place)
  const connection = connect(place.file)
  try {
    return speaking(place.file, () => open(connection, place, begin))
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Before SQLite reads it: what it takes for the end of a log, it says nothing of. */
function refuseDamagedLog({ file, log }: StorePlace): void {
  const found = speaking(file, () => examineLog(file))
  if (found.kind === 'damaged') throw corrupt(file, found.fault)
  if (found.kind === 'torn') {
    log?.(
      `The last change before the machine lost its power was not written whole; ${file} is as before it.`,
    )
  }
}

/**
 * Looks at a file before anything may write to it: a connection that can would fold the log into what
 * is damaged the moment it is closed.
 */
function inspect({ file, migrations: known = migrations }: StorePlace): Begin {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return 'fresh'
  const connection = connect(file, { readonly: true })
  try {
    return speaking(file, () => {
      const latest = known.at(-1)?.version ?? 0
      refuseForeign(connection, latest)
      const version = versionOf(connection)
      if (version === 0) return 'fresh'
      const wasClosed = readSettings(connection).get(cleanExit) === 'yes'
      // A migration rewrites what it could not read right.
      if (version < latest) refuseFaulty(connection, 'full')
      else if (!wasClosed) refuseFaulty(connection, 'quick')
      return wasClosed ? 'trusted' : 'doubtful'
    })
  } finally {
    connection.close()
  }
}

function open(connection: Connection, place: StorePlace, begin: Begin): WritableStore {
  configure(connection)
  migrate(connection, place.migrations ?? migrations, place.backups)
  const settings = writeSettings(connection)
  settings.set(cleanExit, 'no')
  const changes = watchChanges(place.file, settings, begin)
  const touched = new Set<number>()
  return {
    version: versionOf(connection),
    runs: { ...writeRuns(connection), ...runTransitions(connection) },
    turns: writeTurns(connection),
    events: writeEvents(connection),
    metrics: writeMetrics(connection, touched),
    checkpoints: writeCheckpoints(connection),
    equivariance: writeEquivariance(connection),
    evaluations: writeEvaluations(connection),
    curricula: writeCurricula(connection),
    comparisons: writeComparisons(connection),
    figures: writeFigures(connection),
    reports: writeReports(connection),
    measures: writeMeasures(connection),
    listing: readListing(connection, touched),
    labels: writeLabels(connection),
    shelf: writeShelf(connection, touched),
    views: writeViews(connection),
    settings,
    transaction: (work) =>
      connection.inTransaction ? work() : connection.transaction(work).immediate(),
    log: writeLog(connection),
    changes,
    copyTo: (file, signal) => copyDatabase(connection, file, signal),
    close: () => {
      changes.close()
      settings.set(cleanExit, 'yes')
      connection.pragma('wal_checkpoint(TRUNCATE)')
      connection.close()
    },
  }
}

function refuseFaulty(connection: Connection, thoroughness: Thoroughness): void {
  const fault = findFault(connection, { thoroughness })
  if (fault !== undefined) throw corrupt(connection.name, fault)
}
