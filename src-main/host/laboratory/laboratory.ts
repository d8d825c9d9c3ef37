import { catalogue, CuspError, type ErrorCode } from '#errors'
import type { StartWorker } from '../worker-process.ts'
import { createAgenda, type Entry } from './agenda.ts'
import { isLong } from './is-long.ts'
import type {
  Exchange,
  FromLaboratory,
  LaboratorySetting,
  Question,
  QuestionKind,
  Source,
} from './messages.ts'
import { launchLaboratory, type LaboratoryProcess } from './process.ts'

interface Asking<Kind extends QuestionKind> {
  readonly kind: Kind
  readonly request: Exchange[Kind]['request']
  readonly source: Source
  /** Aborted when whoever asked has gone, or asks no more. */
  readonly signal?: AbortSignal | undefined
  readonly onPart?: (part: Exchange[Kind]['part']) => void
}

/** Answers questions about models by a process of its own, which it keeps while it is asked. */
export interface Laboratory {
  /**
   * @throws CuspError `laboratory.superseded` when a newer question of its line came;
   *   `laboratory.ended` when the process died over it; and what the question itself is refused with.
   */
  ask<Kind extends QuestionKind>(asking: Asking<Kind>): Promise<Exchange[Kind]['answer']>
  close(): void
}

export interface LaboratorySpec extends LaboratorySetting {
  readonly start: StartWorker
  /** Milliseconds without a question after which its process is let go. */
  readonly idleMs?: number
}

interface Task extends Entry {
  readonly id: number
  readonly question: Question
  onPart(part: unknown): void
  resolve(answer: unknown): void
  reject(error: Error): void
}

/** The process is started by the first question, and by the next one after it has died. */
export function createLaboratory({
  start,
  idleMs = 300_000,
  ...setting
}: LaboratorySpec): Laboratory {
  const agenda = createAgenda<Task>()
  let running: LaboratoryProcess | undefined
  let rest: NodeJS.Timeout | undefined
  let ids = 0
  let isClosed = false

  const proceed = (): void => {
    clearTimeout(rest)
    if (isClosed) return
    if (agenda.isEmpty) {
      if (running) rest = setTimeout(retire, idleMs).unref()
      return
    }
    running ??= launch()
    for (const { id, question } of agenda.begin()) running.send({ kind: 'ask', id, question })
  }
  /** Ends the process; what it may still say is nobody's. */
  const retire = (): void => {
    const retired = running
    running = undefined
    retired?.kill()
  }
  const hear = (message: FromLaboratory): void => {
    const task = agenda.underWay.find(({ id }) => id === message.id)
    if (!task) return
    if (message.kind === 'part') return task.onPart(message.part)
    agenda.end(task)
    if (message.kind === 'answered') task.resolve(message.answer)
    else task.reject(refusal(message))
    proceed()
  }
  const launch = (): LaboratoryProcess => {
    const own = launchLaboratory(start, setting, {
      onMessage: (message) => running === own && hear(message),
      onGone(how) {
        if (running !== own) return
        running = undefined
        const text = `The process that answers the laboratory ${how}; asking again starts another.`
        for (const task of agenda.underWay) {
          agenda.end(task)
          task.reject(new CuspError('laboratory.ended', text))
        }
        // What still waits had no part in it, and gets a process of its own.
        proceed()
      },
    })
    return own
  }
  /** Its answer is not waited for; where it is under way the process is told, and keeps its turn. */
  const abandon = (task: Task, error: Error): void => {
    if (!agenda.remove(task) && agenda.underWay.includes(task))
      running?.send({ kind: 'drop', id: task.id })
    task.reject(error)
  }

  return {
    ask: ({ kind, request, source, signal, onPart = () => undefined }) =>
      new Promise((resolve, reject) => {
        if (isClosed || signal?.aborted === true) return reject(superseded())
        const task: Task = {
          id: ++ids,
          line: request.line,
          isLong: isLong({ kind, request }),
          question: { kind, request, source } as Question,
          onPart,
          resolve,
          reject,
        }
        for (const older of agenda.add(task)) abandon(older, superseded())
        signal?.addEventListener('abort', () => abandon(task, superseded()), { once: true })
        proceed()
      }),
    close() {
      isClosed = true
      clearTimeout(rest)
      retire()
      for (const task of agenda.clear()) task.reject(superseded())
    },
  }
}

function superseded(): CuspError {
  return new CuspError('laboratory.superseded', 'A newer question took the place of this one.')
}

function refusal({
  code,
  message,
  place,
}: Extract<FromLaboratory, { kind: 'refused' }>): CuspError {
  const known = Object.hasOwn(catalogue, code) ? (code as ErrorCode) : 'internal'
  return new CuspError(known, message, place === undefined ? {} : { place })
}
