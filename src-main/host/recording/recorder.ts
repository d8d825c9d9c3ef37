import { isDiskFull, type WritableStore } from '#store'
import type { NoticeBoard } from '../notices.ts'
import { keepFact, type Fact } from './fact.ts'
import type { LiveRun } from './live-run.ts'

/** Milliseconds that facts wait to be kept together: a commit costs a sync of the disk. */
const interval = 250

export interface Recorder {
  /** Keeps a fact with the next transaction. */
  add(live: LiveRun, fact: Fact): void
  /** Keeps all that waits, now. False when the disk is full: then it still waits. */
  flush(): boolean
  close(): void
}

export interface RecorderSpec {
  readonly store: WritableStore
  readonly notices: NoticeBoard
  /** Makes room on a full disk; false when there is none to give. */
  readonly makeRoom: () => boolean
  /** Looks at the clock, which may have a sleep to tell of that lies before what is kept now. */
  readonly look: () => void
  /** Called when facts cannot be kept although room was made. */
  readonly onFull: () => void
}

/** Batches the facts of all runs, in the order they came, into one transaction an interval. */
export function createRecorder(spec: RecorderSpec): Recorder {
  const { store, notices, makeRoom, look, onFull } = spec
  const waiting = new Map<LiveRun, Fact[]>()
  let timer: NodeJS.Timeout | undefined
  const keep = () =>
    store.transaction(() => {
      for (const [live, facts] of waiting) {
        // A lease that is over has nothing more to say.
        if (!store.runs.progress(live.number, live.epoch, live.progress())) continue
        for (const fact of facts) keepFact(store, live.number, fact)
      }
    })
  const flush = () => {
    // Before the transaction: what it tells is kept by a flush of its own.
    look()
    clearTimeout(timer)
    timer = undefined
    if (waiting.size === 0) return true
    if (!whileRoom(keep, makeRoom)) return false
    const told = [...waiting.keys()]
    waiting.clear()
    for (const { id } of told) {
      notices.publish({ kind: 'run', run: id, seq: store.runs.get(id)?.seq ?? 0 })
    }
    return true
  }
  return {
    add: (live, fact) => {
      const facts = waiting.get(live)
      if (facts) facts.push(fact)
      else waiting.set(live, [fact])
      timer ??= setTimeout(() => {
        if (!flush()) onFull()
      }, interval)
    },
    flush,
    close: () => clearTimeout(timer),
  }
}

/** Runs `work`, once more if room could be made for it. False when the disk stays full. */
function whileRoom(work: () => void, makeRoom: () => boolean): boolean {
  for (;;) {
    try {
      work()
      return true
    } catch (error) {
      if (!isDiskFull(error)) throw error
      if (!makeRoom()) return false
    }
  }
}
