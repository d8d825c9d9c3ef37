import type { RunRow } from '#store'
import type { Conducted } from './conductor.ts'
import type { Ask } from './worker/messages.ts'

/** Runs in order of waiting, as many at a time as the host allows. */
export interface Queue {
  /** Starts what waits, if there is room. */
  pump(): void
  /** The run if this host is computing it. */
  find(id: string): Conducted | undefined
  ask(id: string, how: Ask): void
  /** Stops everything at a step boundary; kills what has not stopped within `patienceMs`. */
  close(patienceMs: number): Promise<void>
  /** Gives every running job up: nothing can be recorded any more. */
  giveUp(): void
}

export interface QueueSpec {
  /** Runs computed at a time, asked each time a run could start. */
  readonly concurrency: () => number
  readonly next: () => RunRow | undefined
  readonly conduct: (run: RunRow) => Conducted | undefined
}

export function createQueue({ concurrency, next, conduct }: QueueSpec): Queue {
  const running = new Map<string, Conducted>()
  let isOpen = true
  const pump = () => {
    while (isOpen && running.size < concurrency()) {
      const waiting = next()
      const conducted = waiting && conduct(waiting)
      if (!conducted) return
      running.set(conducted.id, conducted)
      void conducted.done.finally(() => {
        running.delete(conducted.id)
        pump()
      })
    }
  }
  return {
    pump,
    find: (id) => running.get(id),
    ask: (id, how) => running.get(id)?.ask(how),
    close: async (patienceMs) => {
      isOpen = false
      const jobs = [...running.values()]
      for (const job of jobs) job.ask('pause', true)
      const insist = setTimeout(() => jobs.forEach((job) => job.kill()), patienceMs)
      await Promise.all(jobs.map((job) => job.done))
      clearTimeout(insist)
    },
    giveUp: () => {
      for (const job of running.values()) job.giveUp()
    },
  }
}
