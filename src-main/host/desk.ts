import { CuspError } from '#errors'
import type { RunSummary } from '#contract'
import type { DatasetPlaces } from '#dataset'
import { isPartial, type RunRow, type WritableStore } from '#store'
import type { Prober } from './engine/prober.ts'
import type { RunErrand } from './errand/run-errand.ts'
import type { DataFolder } from './folder.ts'
import type { Laboratory } from './laboratory/index.ts'
import type { Mover } from './mover.ts'
import type { NoticeBoard } from './notices.ts'
import type { Queue } from './queue.ts'
import type { Clock } from './recording/index.ts'
import { summaryOf } from './summary.ts'

/** What the procedures work with. */
export interface Desk {
  readonly store: WritableStore
  readonly queue: Queue
  readonly mover: Mover
  readonly notices: NoticeBoard
  readonly folder: DataFolder
  readonly clock: Clock
  /** Has a process of its own do what needs an engine. */
  readonly runErrand: RunErrand
  readonly prober: Prober
  /** Threads of one worker. */
  readonly threads: number
  readonly laboratory: Laboratory
  /** Runs that a dead host left half there; who brings runs in or removes some waits until they are gone. */
  readonly leftovers: { readonly gone: Promise<void> }
  /** Folder of the files that ship with Cusp. */
  readonly resources: string
}

/** Where this host finds datasets. */
export function placesOf({ resources, folder }: Pick<Desk, 'resources' | 'folder'>): DatasetPlaces {
  return { resources, datasets: folder.datasets }
}

/** @throws CuspError `run.unknown`. */
export function requireRun({ store }: Pick<Desk, 'store'>, id: string): RunRow {
  const run = store.runs.get(id)
  if (run && !isPartial(run)) return run
  throw new CuspError(
    'run.unknown',
    `No run has the id "${id}"; "cusp runs" lists those there are.`,
    {
      place: 'run',
    },
  )
}

export function summarise({ queue }: Pick<Desk, 'queue'>, run: RunRow): RunSummary {
  return summaryOf(run, queue.find(run.id)?.eta() ?? null)
}

const stopped: readonly RunRow['state'][] = ['finished', 'failed', 'cancelled', 'interrupted']

/** @throws CuspError `run.wrong-state` for a run that is under way, or may go on by itself. */
export function requireStopped(run: RunRow, verb: string): RunRow {
  if (stopped.includes(run.state)) return run
  throw wrongState(run, verb, stopped.join(', '))
}

/**
 * Nothing is computed out of sight.
 * @throws CuspError `run.wrong-state` for a deleted run.
 */
export function requireInSight(run: RunRow, verb: string): RunRow {
  if (run.deletedAt === null) return run
  const message = `Run ${run.id} is deleted; only a run that was restored can be ${verb}.`
  throw new CuspError('run.wrong-state', message, { place: 'run' })
}

/** An error that says which states would do. */
export function wrongState(run: RunRow, verb: string, allowed: string): CuspError {
  return new CuspError(
    'run.wrong-state',
    `Run ${run.id} is ${run.state}; only a run that is ${allowed} can be ${verb}.`,
    { place: 'run' },
  )
}
