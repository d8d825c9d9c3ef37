import { constants, setPriority } from 'node:os'
import { catalogue, CuspError, type ErrorCode } from '#errors'
import { afterAwake, type Clock } from '../recording/index.ts'
import type { StartWorker } from '../worker-process.ts'
import type { Answer, Answers, Errand } from './errand.ts'

/**
 * Milliseconds after which an errand is given up: a model of 250 million weights needs one minute. The
 * meter turns images many times, a rehearsal may try AutoAttack; both are of networks of this folder.
 */
const patience = {
  inspectModel: 300_000,
  exportModel: 300_000,
  // The first start of a GPU newer than its library compiles all kernels anew.
  probeEngine: 600_000,
  measureEquivariance: 3_600_000,
  rehearse: 600_000,
  measureCost: 1_800_000,
  timeThreads: 120_000,
  // A database of 930 MB takes two seconds of one processor.
  checkBackup: 1_800_000,
} as const satisfies Record<Errand['kind'], number>

/** How an errand is done. */
export interface ErrandManner {
  /** Ends its process, and the errand with an error. */
  readonly signal?: AbortSignal
  /** Whether others on this machine go first. */
  readonly isLow?: boolean
}

/**
 * Does an errand in a process of its own, which ends with it: what a hostile file or a native
 * library may do there costs one answer.
 * @throws CuspError that the errand ended with, or `model.unsupported` (`run.failed` of a rehearsal,
 *   `engine.missing` of a probe) when its process died.
 */
export type RunErrand = <Kind extends Errand['kind']>(
  errand: Extract<Errand, { readonly kind: Kind }>,
  manner?: ErrandManner,
) => Promise<Answers[Kind]>

export function createErrands(
  start: StartWorker,
  threads: () => number,
  clock: Pick<Clock, 'elapsed'> = { elapsed: () => performance.now() },
): RunErrand {
  return <Kind extends Errand['kind']>(
    errand: Extract<Errand, { readonly kind: Kind }>,
    { signal, isLow = false }: ErrandManner = {},
  ) =>
    new Promise<Answers[Kind]>((resolve, reject) => {
      const child = start({ args: ['errand'] })
      if (isLow && child.pid !== undefined) giveWay(child.pid)
      const end = (): void => void child.kill('SIGKILL')
      if (signal?.aborted === true) end()
      signal?.addEventListener('abort', end, { once: true })
      const died = (how: string) => diedAt(errand, how)
      let answer: Answer | undefined
      const callOff = afterAwake(clock, patience[errand.kind], end)
      child.stdout?.resume()
      child.stderr?.resume()
      child.on('message', (message) => (answer = message as Answer))
      child.once('error', (error) => reject(died(error.message)))
      child.once('close', (code, by) => {
        callOff()
        signal?.removeEventListener('abort', end)
        // The process answers what it was asked.
        if (answer?.kind === 'answered') resolve(answer.value as Answers[Kind])
        else if (answer) reject(refusal(answer))
        else reject(died(by ? `was ended by ${by}` : `ended with code ${code}`))
      })
      // It may be gone before it reads this: that it is gone is heard above.
      if (child.connected)
        child.send({ kind: 'errand', errand, threads: threads() }, () => undefined)
    })
}

function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // It may be gone already, and some systems forbid it: then it computes as others do.
  }
}

function refusal({ code, message, place }: Extract<Answer, { kind: 'refused' }>): CuspError {
  const known = Object.hasOwn(catalogue, code) ? (code as ErrorCode) : 'internal'
  return new CuspError(known, message, place === undefined ? {} : { place })
}

function diedAt(errand: Errand, how: string): CuspError {
  if (errand.kind === 'rehearse')
    return new CuspError('run.failed', `The process that tried two batches ${how}.`)
  if (errand.kind === 'probeEngine')
    return new CuspError('engine.missing', `The process that tried ${errand.engine} ${how}.`)
  if (errand.kind === 'timeThreads')
    return new CuspError('internal', `The process that timed threads ${how}.`)
  if (errand.kind === 'checkBackup')
    return new CuspError('internal', `The process that checked ${errand.file} ${how}.`)
  return new CuspError('model.unsupported', `The process that opened the model ${how}.`)
}
