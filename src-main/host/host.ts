import { randomUUID } from 'node:crypto'
import { lockFolder, openStore, spokenOfDamage, type WritableStore } from '#store'
import { keepBackups, type Backups, type BackupsSpec } from './backups.ts'
import { fillBallast, releaseBallast } from './ballast.ts'
import { interrupted } from './conclusion.ts'
import { conduct } from './conductor.ts'
import { placesOf, type Desk } from './desk.ts'
import { machineOf } from './engine/catalogue.ts'
import { createProber } from './engine/prober.ts'
import { isBusy, threadsFor, timedHere, timedThreads, timeThreadsOnce } from './engine/threads.ts'
import { createAhead } from './engine/time-ahead.ts'
import { createErrands, type RunErrand } from './errand/run-errand.ts'
import { makeFolder, type DataFolder } from './folder.ts'
import { keepLogShort } from './log-keeper.ts'
import { createLaboratory } from './laboratory/index.ts'
import { removeLeftovers } from './leftovers.ts'
import { measureOlder } from './measuring.ts'
import { createMover, type Mover } from './mover.ts'
import { emptyParcels } from './parcels.ts'
import { createNoticeBoard } from './notices.ts'
import { concurrencyOf } from './procedures/queue.ts'
import { createQueue, type Queue } from './queue.ts'
import {
  createAwakeClock,
  createRecorder,
  taleOfSet,
  taleOfSleep,
  tellLive,
  type Clock,
  type Recorder,
  type Tale,
} from './recording/index.ts'
import { finishRescue } from './rescue/index.ts'
import { createRouter } from './router.ts'
import { seedCurricula } from './seed.ts'
import type { HostRouter } from './transport/router.ts'
import { defaultPatience, type Patience } from './watch/index.ts'
import type { StartWorker } from './worker-process.ts'

export interface HostSpec {
  /** Where everything is kept; made if missing. */
  readonly dataDir: string
  /** Folder of the files that ship with Cusp. */
  readonly resources: string
  readonly startWorker: StartWorker
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Milliseconds of a steady clock. */
  readonly elapsed?: () => number
  /** Seconds since the machine was started, which count its sleep. */
  readonly uptime?: () => number
  readonly log?: (line: string) => void
  /** Threads of one worker; by default the fewest that were as fast as any when they were timed. */
  readonly threads?: number
  /** Milliseconds after which threads are timed where that has not been done here; else they are not. */
  readonly timeThreadsAfterMs?: number
  /** How long a worker may show nothing before it is taken for hung. */
  readonly patience?: Patience
  /** Milliseconds after which it is first asked whether a backup is due; else none is made. */
  readonly backUpAfterMs?: number
  /** Runs computed at a time, whatever the queue's own setting says. */
  readonly concurrency?: number
}

export interface Host {
  /** The contract, implemented. */
  readonly router: HostRouter
  /**
   * Lets running jobs save a checkpoint and stop, kills those that have not within `patienceMs`
   * (default 6 s, less than its own process gets to end), and lets the data folder go.
   */
  close(patienceMs?: number): Promise<void>
}

/**
 * Opens a data folder for this process alone: takes its lock, brings its database up to date, marks
 * what a dead host left running as interrupted, and goes on with its queue.
 * @throws CuspError `folder.in-use`, `folder.unwritable`, `folder.newer`, `folder.corrupt`.
 */
export async function openHost(spec: HostSpec): Promise<Host> {
  const folder = makeFolder(spec.dataDir)
  const lock = lockFolder(folder.lock)
  try {
    await finishRescue(folder.root)
    const store = openStore({ file: folder.database, backups: folder.backups, log: spec.log })
    const opened = wireWell(spec, folder, store)
    return {
      router: opened.router,
      close: once(async (patienceMs = 6_000) => {
        await opened.close(patienceMs)
        store.close()
        lock.release()
      }),
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

interface Wired {
  readonly router: HostRouter
  close(patienceMs: number): Promise<void>
}

function wire(spec: HostSpec, folder: DataFolder, store: WritableStore): Wired {
  const { log = () => undefined, now = Date.now, resources, startWorker } = spec
  const notices = createNoticeBoard()
  const mover = createMover(store, notices)
  const makeRoom = () => releaseBallast(folder.ballast)
  const recorder: Recorder = createRecorder({
    ...{ store, notices, makeRoom },
    look: () => clock.elapsed(),
    onFull: () => queue.giveUp(),
  })
  const tell = (tale: Tale) => {
    recorder.flush()
    tellLive({ store, notices }, tale)
  }
  const clock = createAwakeClock({
    ...{ now, elapsed: spec.elapsed ?? (() => performance.now()), uptime: spec.uptime },
    onSleep: (sleep) => tell(taleOfSleep(sleep)),
    onSet: (set) => tell(taleOfSet(set)),
  })
  fillBallast(folder.ballast)
  emptyParcels(folder.root)
  const leftovers = removeLeftovers({ store, folder, elapsed: () => clock.elapsed() }, log)
  markLeftBehind(store, mover, clock)
  seed(store, clock)
  const here = timedHere(machineOf(folder))
  const threads = () => spec.threads ?? threadsFor(timedThreads(store, here), here.processors)
  const surroundings = {
    ...{ store, recorder, mover, folder, clock, startWorker, makeRoom, log },
    ...{ boot: randomUUID(), patience: spec.patience ?? defaultPatience },
  }
  const errands = createErrands(startWorker, threads, clock)
  const ahead = createAhead({
    afterMs: spec.timeThreadsAfterMs ?? 0,
    isDone: () => isThreadsSettled(spec) || timedThreads(store, here) !== undefined,
    isCalm: () => store.runs.counts().running === 0 && !isBusy(),
    work: (signal) => timeThreadsOnce(store, errands, here, { signal, isLow: true }),
  })
  const runErrand: RunErrand = (errand, manner) => {
    ahead.giveWay()
    return errands(errand, manner)
  }
  const backups = backupsOf(spec, { store, folder, clock, log, runErrand })
  const logKeeper = keepLogShort({ store, log })
  const prober = createProber(runErrand, machineOf(folder))
  const queue: Queue = createQueue({
    concurrency: () => spec.concurrency ?? concurrencyOf(store),
    next: () => store.runs.nextInQueue(),
    conduct: (run) => {
      ahead.giveWay()
      return conduct(run, { ...surroundings, resources, threads: threads(), prober })
    },
  })
  const laboratory = createLaboratory({
    start: (process) => {
      ahead.giveWay()
      return startWorker(process)
    },
    threads: threads(),
    models: folder.models,
    places: placesOf({ resources, folder }),
  })
  const tools = { runErrand, prober, laboratory, resources }
  const desk: Desk = {
    ...{ store, queue, mover, notices, folder, clock, leftovers, ...tools },
    get threads() {
      return threads()
    },
  }
  const measuring = measureOlder(
    store,
    () => clock.elapsed(),
    () => notices.publish({ kind: 'runs' }),
  )
  queue.pump()
  return {
    router: createRouter(desk),
    close: async (patienceMs) => {
      leftovers.stop()
      logKeeper.close()
      await backups?.close()
      ahead.close()
      laboratory.close()
      measuring.stop()
      await queue.close(patienceMs)
      recorder.close()
      clock.close()
      notices.close()
    },
  }
}

/** Damage that came after a clean exit is found by whoever reads the page first. */
function wireWell(spec: HostSpec, folder: DataFolder, store: WritableStore): Wired {
  try {
    return wire(spec, folder, store)
  } catch (error) {
    throw spokenOfDamage(error, folder.database)
  }
}

/** What Cusp brings along is made again at will: a folder of nothing else needs no backup. */
function seed(store: WritableStore, clock: Clock): void {
  const { changes } = store
  const hadAny = changes.hasAny()
  seedCurricula(store, clock.now())
  if (!hadAny) changes.settle(changes.mark())
}

function backupsOf(
  { backUpAfterMs: afterMs }: HostSpec,
  { runErrand, ...around }: Omit<BackupsSpec, 'check' | 'afterMs'> & { runErrand: RunErrand },
): Backups | undefined {
  if (afterMs === undefined) return undefined
  const check: BackupsSpec['check'] = (file, signal) =>
    runErrand({ kind: 'checkBackup', file }, { signal, isLow: true })
  return keepBackups({ ...around, check, afterMs })
}

/** Whoever says how many threads to use, or not to time them, gets no timing. */
function isThreadsSettled({ threads, timeThreadsAfterMs }: HostSpec): boolean {
  return threads !== undefined || timeThreadsAfterMs === undefined
}

/** The lock is ours, so no other host lives: what a database says is running, is not. */
function markLeftBehind(store: WritableStore, mover: Mover, clock: Clock): void {
  for (const run of store.runs.live()) {
    const message = `Cusp ended unexpectedly when the run was at step ${run.step}; resume the run to go on.`
    mover.move(run, interrupted(clock.now(), message))
  }
}

function once(work: (patienceMs?: number) => Promise<void>): Host['close'] {
  let done: Promise<void> | undefined
  return (patienceMs) => (done ??= work(patienceMs))
}
