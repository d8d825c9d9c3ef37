import type { RunRow, RunState, Transition, WritableStore } from '#store'
import type { NoticeBoard } from './notices.ts'
import { hostLine, keepFact } from './recording/index.ts'

const sentences: Readonly<Record<RunState, string>> = {
  queued: 'Waits in the queue.',
  running: 'A worker has it.',
  pausing: 'Will pause at the next step.',
  paused: 'Paused.',
  finished: 'Finished.',
  failed: 'Failed.',
  cancelled: 'Cancelled.',
  interrupted: 'Interrupted.',
}

/** Moves runs between states, with a line in their log and a notice to whoever looks. */
export interface Mover {
  /** The run as it is after the move; undefined if it had moved meanwhile, and then nothing changed. */
  move(run: RunRow, transition: Transition): RunRow | undefined
}

export function createMover(store: WritableStore, notices: NoticeBoard): Mover {
  return {
    move: (run, transition) => {
      const moved = store.transaction(() => {
        if (!store.runs.move(run, transition)) return undefined
        keepFact(
          store,
          run.number,
          hostLine(transition.at, run.step, transition.to, textOf(transition)),
        )
        return store.runs.get(run.id)
      })
      if (moved) notices.publish({ kind: 'run', run: moved.id, seq: moved.seq })
      if (moved) notices.publish({ kind: 'runs' })
      return moved
    },
  }
}

function textOf(transition: Transition): string {
  const fault = 'fault' in transition ? transition.fault : null
  return fault ? `${sentences[transition.to]} ${fault.message}` : sentences[transition.to]
}
