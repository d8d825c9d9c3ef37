import type { ErrorCode } from '#errors'
import type { RunRow, Transition } from '#store'
import type { Ask, Outcome } from './worker/messages.ts'

/** What is known of a job when its worker is gone. */
export interface Ending {
  readonly run: RunRow
  readonly at: number
  /** What the worker said last; null if it fell silent. */
  readonly outcome: Outcome | null
  /** How the process ended, in words. */
  readonly reason: string
  /** Why the host ended it, in words, where it took it for hung. */
  readonly hung: string | null
  readonly asked: Ask | null
  /** The host is closing: nothing starts again. */
  readonly isClosing: boolean
}

/** Automatic restarts of a run whose worker crashed, before a person must look. */
const allowedRetries = 1

/** Where a run goes when its worker is gone: one move, or two when it is started again. */
export function conclude(ending: Ending): Transition[] {
  const { run, at, outcome, asked, isClosing } = ending
  if (outcome === null) return crashed(ending)
  switch (outcome.how) {
    case 'finished':
      return [{ to: 'finished', at, fault: null }]
    case 'cancelled':
      return [cancelled(run, at)]
    case 'paused':
      if (!isClosing || asked === null) return [{ to: 'paused', at, fault: null }]
      return [interrupted(at, `Cusp was closed at step ${run.step}; resume the run to go on.`)]
    case 'full':
      return [{ to: 'paused', at, fault: { code: 'disk.full', message: outcome.message } }]
    case 'failed': {
      const fault = { code: outcome.code, message: outcome.message }
      // A run that has been trained stays finished, whatever becomes of a later evaluation.
      return [{ to: run.task === 'evaluate' ? 'finished' : 'failed', at, fault }]
    }
  }
}

function crashed({ run, at, reason, hung, asked, isClosing }: Ending): Transition[] {
  if (asked === 'cancel') return [cancelled(run, at)]
  const stopped =
    hung === null
      ? interrupted(at, `The worker ${reason}, at step ${run.step}; resume the run to go on.`)
      : interrupted(at, `${hung}; resume the run to go on.`, 'run.hung')
  if (isClosing || asked === 'pause' || run.retries >= allowedRetries) return [stopped]
  const { task, protocol, retries } = run
  return [stopped, { to: 'queued', at, task, protocol, retries: retries + 1 }]
}

/** Cancelling an evaluation leaves the trained run as it was. */
export function cancelled(run: RunRow, at: number): Transition {
  return run.task === 'evaluate' ? { to: 'finished', at, fault: null } : { to: 'cancelled', at }
}

export function interrupted(
  at: number,
  message: string,
  code: ErrorCode = 'run.interrupted',
): Transition {
  return { to: 'interrupted', at, fault: { code, message } }
}
