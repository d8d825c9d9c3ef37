import { asCuspError } from '#errors'
import type { NamedEngine, RunSpec } from '#spec'
import type { RunRow, WritableStore } from '#store'
import type { EngineDescription } from '#trainer'
import { checkpointsOf } from './checkpoint/index.ts'
import { conclude } from './conclusion.ts'
import { choiceOf } from './engine/catalogue.ts'
import { askedEngine } from './engine/preferred.ts'
import type { Prober } from './engine/prober.ts'
import type { DataFolder } from './folder.ts'
import type { Mover } from './mover.ts'
import type { Eta } from './pace.ts'
import { prepare, type Start } from './preparation.ts'
import {
  afterAwake,
  createLiveRun,
  hostLine,
  type Clock,
  type LiveRun,
  type Recorder,
} from './recording/index.ts'
import { workOf } from './work.ts'
import type { Ask, Job, Outcome, WorkerToHost } from './worker/messages.ts'
import { sourcesOf } from './transfer.ts'
import { silenceText, span, watchWorker, type Patience, type Silence } from './watch/index.ts'
import { launch, type StartWorker, type WorkerProcess } from './worker-process.ts'

/** Everything a job needs of its host. */
export interface JobSurroundings {
  readonly store: WritableStore
  readonly recorder: Recorder
  readonly mover: Mover
  readonly folder: DataFolder
  readonly clock: Clock
  readonly startWorker: StartWorker
  readonly makeRoom: () => boolean
  readonly log: (line: string) => void
  /** Boot id of this host: what says that a lease is ours. */
  readonly boot: string
  readonly resources: string
  readonly threads: number
  readonly prober: Prober
  /** How long a worker may show nothing. */
  readonly patience: Patience
}

/** A run in the hands of this host, from its lease until its worker is gone. */
export interface Conducted {
  readonly id: string
  readonly done: Promise<void>
  eta(): Eta | null
  /** Has the worker save a checkpoint at the next step of training. */
  save(): void
  /** Asks the worker to stop at the next step; `isClosing` when it is the host that ends. */
  ask(how: Ask, isClosing?: boolean): void
  /** The disk is full and facts cannot be kept: stops at once; a resume goes on from a checkpoint. */
  giveUp(): void
  kill(): void
}

interface Hands {
  asked: Ask | null
  isClosing: boolean
  outcome: Outcome | null
  /** Why its worker was taken for hung, in words. */
  hung: string | null
  worker: WorkerProcess | null
  live: LiveRun | null
}

/** Milliseconds a worker has to obey a cancel, which need not save anything, before it is killed. */
const cancelPatience = 10_000

/** Takes the lease of a queued run and sees it to its end. Undefined if the run had moved. */
export function conduct(queued: RunRow, around: JobSurroundings): Conducted | undefined {
  const { mover, clock, boot } = around
  const run = mover.move(queued, { to: 'running', at: clock.now(), boot })
  if (!run) return undefined
  const hands: Hands = {
    ...{ asked: null, isClosing: false, outcome: null, hung: null },
    ...{ worker: null, live: null },
  }
  const ask = (how: Ask, isClosing = false) => {
    hands.asked = hands.asked === 'cancel' ? 'cancel' : how
    hands.isClosing ||= isClosing
    hands.worker?.send({ kind: 'stop', how: hands.asked })
    if (how === 'cancel') afterAwake(clock, cancelPatience, () => hands.worker?.kill())
  }
  return {
    id: run.id,
    done: see(run, hands, around).catch((error: unknown) => {
      // The row still says running: the next host to open the folder finds it and says so.
      around.log(`${run.id}: ${asCuspError(error).message}`)
    }),
    eta: () => hands.live?.eta() ?? null,
    save: () => hands.worker?.send({ kind: 'save' }),
    ask,
    giveUp: () => {
      const message = 'The disk is full, so nothing more can be recorded; make room and resume.'
      hands.outcome = { how: 'full', message }
      hands.worker?.kill()
    },
    kill: () => hands.worker?.kill(),
  }
}

async function see(run: RunRow, hands: Hands, around: JobSurroundings): Promise<void> {
  let reason = ''
  try {
    const start = await prepare(run, around)
    const row = around.store.runs.get(run.id) ?? run
    const spec = around.store.runs.spec(run.number)
    hands.live = createLiveRun({ ...start, run: row }, around.clock, workOf(spec))
    const choices = await choicesOf(spec, start.run.engine, around)
    if (hands.asked === null)
      reason = await compute(jobOf(start, spec, choices, around), hands, around)
    else hands.outcome = { how: hands.asked === 'pause' ? 'paused' : 'cancelled' }
  } catch (error) {
    const { code, message } = asCuspError(error)
    hands.outcome = { how: 'failed', code, message }
  }
  if (!around.recorder.flush()) hands.outcome = { how: 'full', message: 'The disk is full.' }
  finish(run, hands, reason, around)
}

/** Runs the worker; resolves with how its process ended, in words. */
function compute(job: Job, hands: Hands, around: JobSurroundings): Promise<string> {
  return new Promise((resolve) => {
    const worker = launch(around.startWorker, job, {
      onMessage: (message) => hear(message, hands, around),
      onBeat: (beat) => watch.hear(beat),
      onGone: (reason) => {
        watch.stop()
        resolve(reason)
      },
    })
    const watch = watchWorker({
      ...{ clock: around.clock, patience: around.patience, pid: worker.pid },
      onSilent: (silence) => tellSilent(silence, hands, around),
      onHung: (silence) => endHung(silence, hands),
    })
    hands.worker = worker
    if (worker.pid !== undefined && hands.live) {
      around.store.runs.setWorker(hands.live.number, job.epoch, worker.pid)
    }
  })
}

function hear(message: WorkerToHost, hands: Hands, { recorder, log }: JobSurroundings): void {
  const { live } = hands
  if (!live) return
  switch (message.kind) {
    case 'event':
      recorder.add(live, live.take(message.event, message.residentBytes))
      return
    case 'note':
      log(`${live.id}: ${message.text}`)
      return
    case 'barrier':
      // Unanswered when the disk is full: the recorder gives the run up, and its worker is killed.
      if (recorder.flush()) hands.worker?.send({ kind: 'kept', seq: message.seq })
      return
    case 'ended':
      hands.outcome = message.outcome
  }
}

/** A line in the log before anything is done about it: a person may know better. */
function tellSilent(silence: Silence, { live }: Hands, { recorder, clock }: JobSurroundings): void {
  if (!live) return
  const text = `The worker ${silenceText(silence)}. It is ended after ${span(silence.limitMs)}.`
  recorder.add(live, hostLine(clock.now(), live.progress().step, 'workerSilent', text))
}

function endHung(silence: Silence, hands: Hands): void {
  const step = hands.live?.progress().step ?? 0
  hands.hung = `The worker was ended after step ${step}, since it ${silenceText(silence)}`
  hands.worker?.kill()
}

function finish(taken: RunRow, hands: Hands, reason: string, around: JobSurroundings): void {
  const { store, mover, clock, makeRoom, log } = around
  const { outcome, hung, asked, isClosing } = hands
  if (outcome?.how === 'full') makeRoom()
  let run = store.runs.get(taken.id)
  if (run?.leaseEpoch !== taken.leaseEpoch) return
  for (const move of conclude({ run, at: clock.now(), outcome, reason, hung, asked, isClosing })) {
    run = run && mover.move(run, move)
  }
  log(`${taken.id}: ${run?.state ?? 'moved meanwhile'}${outcome ? '' : `, the worker ${reason}`}`)
}

/**
 * What may compute a run: what computed it so far if that can still be used, else what its spec asks
 * for, or for `auto` what the settings prefer.
 */
async function choicesOf(
  spec: RunSpec,
  recorded: EngineDescription | null,
  { prober, store }: JobSurroundings,
): Promise<NamedEngine[]> {
  const before = recorded && choiceOf(recorded)
  const asked = askedEngine(spec, store)
  if (!before || before === asked) return prober.choicesFor(asked)
  return prober.choicesFor(before).catch(() => prober.choicesFor(asked))
}

function jobOf(
  { run, checkpoint, trained, protocol, evaluated }: Start,
  spec: RunSpec,
  choices: readonly NamedEngine[],
  around: JobSurroundings,
): Job {
  const { engine, datasetHash } = run
  return {
    run: run.id,
    epoch: run.leaseEpoch,
    task: run.task,
    spec,
    resources: around.resources,
    sources: sourcesOf(protocol, around.store, around.folder.checkpoints),
    datasets: around.folder.datasets,
    models: around.folder.models,
    checkpoints: checkpointsOf(around.folder.checkpoints, run.id),
    from: checkpoint?.folder ?? null,
    trained,
    recorded: engine && checkpoint ? { engine, datasetHash } : null,
    threads: around.threads,
    engines: around.folder.engines,
    choices,
    protocol,
    evaluated,
  }
}
