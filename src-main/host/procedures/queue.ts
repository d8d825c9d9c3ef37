import type { Queue } from '#contract'
import { requireRun, summarise, wrongState, type Desk } from '../desk.ts'

/** Under what the number of runs computed at a time is kept. */
const concurrencySetting = 'queue.concurrency'

/** Runs computed at a time, as a person has set it; 1 until then. */
export function concurrencyOf({ settings }: Pick<Desk['store'], 'settings'>): number {
  return Number(settings.get(concurrencySetting) ?? 1)
}

export function getQueue(desk: Desk): Queue {
  const { store } = desk
  return {
    concurrency: concurrencyOf(store),
    running: store.runs.live().map((run) => summarise(desk, run)),
    waiting: store.turns.waiting().map((run) => summarise(desk, run)),
  }
}

/** Puts a waiting run at a place among those that wait, 0 being next; beyond the end is the end. */
export function moveInQueue(desk: Desk, id: string, to: number): Queue {
  const { store, notices } = desk
  const run = requireRun(desk, id)
  if (run.state !== 'queued') throw wrongState(run, 'moved in the queue', 'queued')
  const others = store.turns
    .waiting()
    .flatMap(({ number }) => (number === run.number ? [] : number))
  store.turns.order(others.toSpliced(to, 0, run.number))
  notices.publish({ kind: 'runs' })
  return getQueue(desk)
}

/** Fewer than are running stops none: the next starts when there is room again. */
export function setConcurrency(desk: Desk, concurrency: number): Queue {
  const { store, queue, notices } = desk
  store.settings.set(concurrencySetting, String(concurrency))
  queue.pump()
  notices.publish({ kind: 'runs' })
  return getQueue(desk)
}
