import { CuspError } from '#errors'
import type { RunDetail, RunFeed, RunSummary } from '#contract'
import type { Protocol } from '#threat'
import { removeFolder } from '#disk'
import { isImported, resolveRun, type RunSpec } from '#spec'
import type { RunRow } from '#store'
import { cancelled } from '../conclusion.ts'
import { requireInSight, requireRun, summarise, wrongState, type Desk } from '../desk.ts'
import { viewEvaluation } from '../evaluation-view.ts'
import { readFacts } from '../model/facts.ts'
import { checkpointsOf } from '../checkpoint/index.ts'
import { bringCheckpoint } from '../fork.ts'
import { addRuns, newId } from '../new-run.ts'
import { repeatOf } from '../repeat.ts'
import { viewEquivariance } from './equivariance.ts'
import { requireSuited } from './suited.ts'
import type { Loader } from './gallery.ts'
import { requireSound } from '../preparation.ts'

/** Most facts in one answer: the next starts where it ended. */
const feedLimit = 50_000

export function listRuns(desk: Desk, limit?: number): RunSummary[] {
  return desk.store.runs.list(limit).map((run) => summarise(desk, run))
}

export function getRun(desk: Desk, id: string): RunDetail {
  const run = requireRun(desk, id)
  const { store } = desk
  const spec = store.runs.spec(run.number)
  return {
    summary: summarise(desk, run),
    spec,
    stepsPerEpoch: run.stepsPerEpoch,
    datasetHash: run.datasetHash,
    engine: run.engine && { ...run.engine, versions: { ...run.engine.versions } },
    weightsHash: run.weightsHash,
    checkpoints: store.checkpoints.ofRun(run.number),
    evaluations: store.evaluations.ofRun(run.number).map((row) => viewEvaluation(store, row)),
    equivariance: store.equivariance.ofRun(run.number).map(viewEquivariance),
    notes: store.shelf.notes(run.number),
    labels: store.labels.ofRun(run.number),
    repeat: repeatOf(run, desk.threads),
    forks: forksOf(desk, run.id),
    imported: isImported(spec.model) ? readFacts(desk.folder.models, spec.model.hash) : null,
  }
}

function forksOf({ store }: Desk, id: string): RunDetail['forks'] {
  return store.shelf.forksOf(id).flatMap((fork) => {
    const row = store.runs.get(fork)
    if (!row || row.deletedAt !== null) return []
    const step = store.runs.spec(row.number).startsFrom?.step ?? 0
    return [{ id: fork, name: row.name, step }]
  })
}

/**
 * Makes runs of specs, all or none.
 * @throws CuspError `spec.invalid`, and for forks what `bringCheckpoint` throws.
 */
export async function startRuns(
  desk: Desk,
  specs: readonly RunSpec[],
  group: string | null,
  study: string | null = null,
): Promise<{ runs: string[] }> {
  const ids = specs.map(newId)
  // What does not fit is refused before a checkpoint is copied.
  specs.forEach(resolveRun)
  try {
    for (const [i, spec] of specs.entries()) await bringCheckpoint(desk, ids[i], spec)
    return { runs: addRuns(desk, specs, { group, study }, ids).map((run) => run.id) }
  } catch (error) {
    for (const id of ids) await removeFolder(checkpointsOf(desk.folder.checkpoints, id))
    throw error
  }
}

/** Points and log lines after `seq`, in order; `seq` of the answer is where the next call goes on. */
export function feedSince(desk: Desk, id: string, seq: number): RunFeed {
  const run = requireRun(desk, id)
  const { store } = desk
  const points = store.metrics.since(run.number, seq, feedLimit)
  const log = store.events.since(run.number, seq, feedLimit)
  // A full answer of one kind ends the feed there, or the next call would skip the rest of it.
  const ends = [points, log].flatMap((facts) =>
    facts.length === feedLimit ? [facts[feedLimit - 1].seq] : [],
  )
  const end = Math.min(run.seq, ...ends)
  return {
    seq: end,
    summary: summarise(desk, run),
    truncatedAfter: seq === 0 ? null : store.events.truncatedAfter(run.number, seq),
    points: points.filter((point) => point.seq <= end),
    log: log.filter((line) => line.seq <= end).map(({ body: _, ...line }) => line),
  }
}

export function pauseRun(desk: Desk, id: string): RunSummary {
  const run = requireRun(desk, id)
  const at = desk.clock.now()
  if (run.state === 'queued') return moved(desk, run, { to: 'paused', at, fault: null })
  if (run.state === 'pausing') return summarise(desk, run)
  if (run.state !== 'running') throw wrongState(run, 'paused', 'queued or running')
  const pausing = moved(desk, run, { to: 'pausing', at })
  desk.queue.ask(id, 'pause')
  return pausing
}

/** Has a run at training save a checkpoint at its next step, and go on. */
export function checkpointRun(desk: Desk, id: string): RunSummary {
  const run = requireRun(desk, id)
  if (run.state !== 'running' || run.activity === 'evaluating') {
    throw wrongState(run, 'checkpointed', 'running and training')
  }
  desk.queue.find(id)?.save()
  return summarise(desk, run)
}

/** Puts a paused or interrupted run back into the queue, once it is sure that it can go on. */
export async function resumeRun(desk: Desk, id: string): Promise<RunSummary> {
  const run = requireRun(desk, id)
  if (run.state !== 'paused' && run.state !== 'interrupted') {
    throw wrongState(run, 'resumed', 'paused or interrupted')
  }
  await requireSound(run, desk)
  const { task, protocol } = run
  // Looked at again: it may have been deleted meanwhile.
  return queued(desk, requireInSight(requireRun(desk, id), 'resumed'), { task, protocol })
}

export function cancelRun(desk: Desk, id: string): RunSummary {
  const run = requireRun(desk, id)
  switch (run.state) {
    case 'running':
    case 'pausing':
      desk.queue.ask(id, 'cancel')
      return summarise(desk, run)
    case 'queued':
    case 'paused':
    case 'interrupted':
      return moved(desk, run, cancelled(run, desk.clock.now()))
    case 'finished':
    case 'failed':
    case 'cancelled':
      throw wrongState(run, 'cancelled', 'queued, running, paused or interrupted')
  }
}

/**
 * Puts a finished run into the queue for another evaluation.
 * @param load gives the run's dataset, which a protocol of its own is held to first.
 * @throws CuspError `run.unknown`, `run.wrong-state`, `input.invalid`, and what `requireSuited` throws.
 */
export async function evaluateRun(
  desk: Desk,
  load: Loader,
  id: string,
  protocol: Protocol | null,
): Promise<RunSummary> {
  const run = requireRun(desk, id)
  if (run.state !== 'finished') throw wrongState(run, 'evaluated again', 'finished')
  if (desk.store.checkpoints.ofRun(run.number).length === 0) {
    const message = `Run ${id} has no checkpoint to evaluate: it was brought in as a record.`
    throw new CuspError('checkpoint.missing', message, { place: 'run' })
  }
  const { source, test: available } = desk.store.runs.spec(run.number).dataset
  const count = protocol?.subset.count ?? 0
  if (count > available) {
    throw new CuspError(
      'input.invalid',
      `protocol.subset.count: is ${count}; at most ${available}, the run's test examples, belongs here.`,
      { place: 'protocol.subset.count' },
    )
  }
  if (protocol) await requireSuited(desk, await load(source), protocol, 'protocol')
  const still = requireInSight(requireRun(desk, id), 'evaluated again')
  return queued(desk, still, { task: 'evaluate', protocol })
}

function queued(desk: Desk, run: RunRow, what: Pick<RunRow, 'task' | 'protocol'>): RunSummary {
  const at = desk.clock.now()
  const summary = moved(desk, run, { to: 'queued', at, retries: 0, ...what })
  setImmediate(() => desk.queue.pump())
  return summary
}

function moved(
  desk: Desk,
  run: RunRow,
  transition: Parameters<Desk['mover']['move']>[1],
): RunSummary {
  const now = desk.mover.move(run, transition) ?? requireRun(desk, run.id)
  return summarise(desk, now)
}
