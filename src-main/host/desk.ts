import { CuspError } from '#errors'
import type { RunSummary } from '#contract'
import type { DatasetPlaces } from '#dataset'
import type { RunRow, WritableStore } from '#store'
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
  /** What imports left behind whose host died; who brings runs in waits until they are gone. */
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
  if (run) return run
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

/** @throws CuspError `run.wrong-state`, saying which states would do. */
export function wrongState(run: RunRow, verb: string, allowed: string): CuspError {
  return new CuspError(
    'run.wrong-state',
    `Run ${run.id} is ${run.state}; only a run that is ${allowed} can be ${verb}.`,
    { place: 'run' },
  )
}
