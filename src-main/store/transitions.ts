import type { Protocol } from '#threat'
import type { Connection } from './database.ts'
import type { RunRow, RunState, Task } from './run-row.ts'

/** Why a run is where it is. */
export interface Fault {
  readonly code: string
  readonly message: string
}

interface Common {
  readonly at: number
}

/** Every move a run can make; each is one UPDATE guarded by state and lease. */
export type Transition = Common &
  (
    | {
        readonly to: 'queued'
        readonly task: Task
        readonly retries: number
        readonly protocol: Protocol | null
      }
    | { readonly to: 'running'; readonly boot: string }
    | { readonly to: 'pausing' }
    | { readonly to: 'paused'; readonly fault: Fault | null }
    | { readonly to: 'finished'; readonly fault: Fault | null }
    | { readonly to: 'failed'; readonly fault: Fault }
    | { readonly to: 'cancelled' }
    | { readonly to: 'interrupted'; readonly fault: Fault }
  )

/** From where each state may be entered. */
export const mayEnter: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['paused', 'interrupted', 'finished'],
  running: ['queued'],
  pausing: ['running'],
  paused: ['running', 'pausing', 'queued'],
  finished: ['running', 'pausing', 'queued', 'paused', 'interrupted'],
  failed: ['running', 'pausing'],
  cancelled: ['queued', 'running', 'pausing', 'paused', 'interrupted'],
  interrupted: ['running', 'pausing'],
}

export interface RunTransitions {
  /**
   * Moves a run as last read. False when it has moved since: another state or lease, and nothing
   * is changed.
   */
  move(run: RunRow, transition: Transition): boolean
  setWorker(run: number, leaseEpoch: number, pid: number): void
}

const assignments: Readonly<Record<RunState, string>> = {
  queued: `task = @task, protocol = @protocol, retries = @retries, activity = NULL, finished_at = NULL,
    fault_code = NULL, fault_message = NULL,
    queue_turn = (SELECT coalesce(max(queue_turn), 0) + 1 FROM runs WHERE state = 'queued')`,
  running: `queue_turn = NULL, lease_epoch = lease_epoch + 1, host_boot = @boot, worker_pid = NULL,
    started_at = coalesce(started_at, @at)`,
  pausing: 'queue_turn = NULL',
  paused: `queue_turn = NULL, worker_pid = NULL, activity = NULL, fault_code = @code,
    fault_message = @message`,
  finished: `queue_turn = NULL, worker_pid = NULL, activity = NULL, fault_code = @code,
    fault_message = @message, finished_at = @at`,
  failed: `worker_pid = NULL, activity = NULL, fault_code = @code, fault_message = @message,
    finished_at = @at`,
  cancelled: `queue_turn = NULL, worker_pid = NULL, activity = NULL, finished_at = @at,
    fault_code = NULL, fault_message = NULL`,
  interrupted: `worker_pid = NULL, activity = NULL, fault_code = @code, fault_message = @message`,
}

export function runTransitions(db: Connection): RunTransitions {
  const statements = new Map<RunState, ReturnType<Connection['prepare']>>()
  const statement = (to: RunState) => {
    const known = statements.get(to)
    if (known) return known
    const made = db.prepare(
      `UPDATE runs SET state = @to, ${assignments[to]}
       WHERE number = @number AND state = @from AND lease_epoch = @epoch`,
    )
    statements.set(to, made)
    return made
  }
  const worker = db.prepare('UPDATE runs SET worker_pid = ? WHERE number = ? AND lease_epoch = ?')
  return {
    move: (run, transition) => {
      if (!mayEnter[transition.to].includes(run.state)) return false
      const { number, state: from, leaseEpoch: epoch } = run
      const values = parameters(transition)
      return statement(transition.to).run({ ...values, number, from, epoch }).changes === 1
    },
    setWorker: (run, leaseEpoch, pid) => void worker.run(pid, run, leaseEpoch),
  }
}

function parameters(transition: Transition): Record<string, unknown> {
  if (transition.to === 'queued') {
    const { protocol } = transition
    return { ...transition, protocol: protocol && JSON.stringify(protocol) }
  }
  if (!('fault' in transition)) return { ...transition }
  const { fault, ...rest } = transition
  return { ...rest, code: fault?.code ?? null, message: fault?.message ?? null }
}
