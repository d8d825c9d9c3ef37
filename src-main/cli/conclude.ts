import { catalogue, CuspError, type ErrorCode } from '#errors'
import type { RunSummary } from '#contract'
import type { HostClient } from '#host'
import type { Context, Exit } from './context.ts'
import type { Followed } from './follow.ts'
import { formatScores } from './print/scores.ts'

/** Answers with what became of runs, and says why those that did not finish did not. */
export async function concludeRuns(
  context: Context,
  client: HostClient,
  { runs, isInterrupted }: Followed,
): Promise<Exit> {
  const details = await Promise.all(runs.map(({ id }) => client.runs.get({ run: id })))
  const hashes = new Map(details.map(({ summary, weightsHash }) => [summary.id, weightsHash]))
  context.output.answer(
    { runs: runs.map((run) => ({ ...run, weightsHash: hashes.get(run.id) ?? null })) },
    runs.some(({ scores }) => scores !== null) ? formatScores(runs) : '',
  )
  for (const run of runs) {
    const remark = remarkOn(run)
    if (remark !== undefined) context.output.note(remark)
  }
  return isInterrupted ? 130 : exitOf(runs)
}

function remarkOn(run: RunSummary): string | undefined {
  if (run.state === 'finished' && run.fault === null) return undefined
  const why = run.fault === null ? '' : `: ${run.fault.message}`
  const next = run.state === 'paused' ? `; "cusp resume ${run.id}" goes on with it` : ''
  return `Run ${run.id} (${run.name}) is ${run.state} at step ${run.step}${why}${next}`
}

/** The gravest ending counts: a failure before a cancellation before a stop. */
export function exitOf(runs: readonly RunSummary[]): Exit {
  const failed = runs.find(({ state, fault }) => state === 'failed' || (isDone(state) && fault))
  // A run whose engine is missing did not fail: what it was given is wrong.
  if (failed !== undefined) return failed.fault === null ? 1 : errorOfFault(failed.fault).exit
  if (runs.some(({ state }) => state === 'interrupted')) return 1
  return runs.every(({ state }) => isDone(state)) ? 0 : 130
}

const isDone = (state: RunSummary['state']) => state === 'finished'

/** What stopped a run, as an error; of a code that this version does not know, `run.failed`. */
export function errorOfFault({ code, message }: Fault): CuspError {
  return new CuspError(isCode(code) ? code : 'run.failed', message)
}

type Fault = NonNullable<RunSummary['fault']>

const isCode = (code: string): code is ErrorCode => Object.hasOwn(catalogue, code)
