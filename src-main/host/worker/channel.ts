import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Wish } from '#trainer'
import type { HostToWorker, Job, WorkerMessage, WorkerToHost } from './messages.ts'

/** A worker's line to its host. */
export interface Channel {
  readonly job: Job
  /** What the host wants, as of the last message heard. */
  wish(): Wish
  /** Resolves when the host's side of the channel has the message: that is the back-pressure. */
  tell(message: WorkerMessage): Promise<void>
  /** Resolves when everything told so far is in the database. */
  readonly settled: () => Promise<void>
}

/** What a worker is started for. */
export type Assignment = Extract<HostToWorker, { readonly kind: 'job' | 'errand' | 'laboratory' }>

/**
 * Takes it when it comes, at once, so that nothing said after it is missed. The process ends when the
 * host is gone: nobody would hear its facts.
 */
export function onAssignment(take: (assignment: Assignment) => void): void {
  if (!process.send) throw new Error('A worker is started by the host, with a channel to it.')
  process.on('disconnect', () => process.exit(1))
  // Ctrl-C in a terminal reaches the whole group: the host decides how its workers stop.
  process.on('SIGINT', () => undefined)
  process.once('message', (message: HostToWorker) => take(message as Assignment))
}

export function openChannel(job: Job): Channel {
  let wish: Wish = 'run'
  let isToSave = false
  const kept = new Map<number, () => void>()
  process.on('message', (message: HostToWorker) => {
    if (message.kind === 'stop') wish = message.how
    if (message.kind === 'save') isToSave = true
    if (message.kind === 'kept') kept.get(message.seq)?.()
  })
  let seq = 0
  const post = (message: WorkerMessage) => {
    const numbered: WorkerToHost = { ...message, epoch: job.epoch, seq: ++seq }
    return new Promise<void>((resolve) =>
      process.send?.(numbered, undefined, undefined, () => resolve()),
    )
  }
  return {
    job,
    wish: () => {
      if (wish !== 'run' || !isToSave) return wish
      isToSave = false
      return 'checkpoint'
    },
    tell: async (message) => {
      await post(message)
      // An engine may compute without ever yielding to the loop, and then no message would arrive.
      await nextTurn()
    },
    settled: async () => {
      const answered = new Promise<void>((resolve) => kept.set(seq + 1, resolve))
      await post({ kind: 'barrier' })
      await answered
    },
  }
}
