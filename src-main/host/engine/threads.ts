import { z } from 'zod'
import type { WritableStore } from '#store'
import type { RunErrand } from '../errand/run-errand.ts'

const setting = 'engine.threads'

/** More have not been seen to help on batches of this size. */
const most = 8

/** Fewer threads this close to the fastest are as good: they leave processors to others. */
const level = 1.05

const timedSchema = z.object({
  /** Processors there were. */
  processors: z.int().min(1),
  /** Milliseconds of a small training step, by number of threads. */
  timings: z.array(z.object({ threads: z.int().min(1), ms: z.number().positive() })).min(1),
})
/** How fast this machine was by each number of threads. */
export type TimedThreads = z.infer<typeof timedSchema>

type Settings = Pick<WritableStore, 'settings'>

/** What was timed on as many processors as there are now; a folder may have moved to another machine. */
export function timedThreads({ settings }: Settings, processors: number): TimedThreads | undefined {
  const stored = settings.get(setting)
  if (stored === undefined) return undefined
  const timed = timedSchema.safeParse(JSON.parse(stored))
  return timed.success && timed.data.processors === processors ? timed.data : undefined
}

/** Threads that one operator uses: the fewest that are as fast as any, or as many as there are. */
export function threadsFor(timed: TimedThreads | undefined, processors: number): number {
  if (!timed) return Math.min(most, processors)
  const best = Math.min(...timed.timings.map(({ ms }) => ms))
  const good = timed.timings.filter(({ ms }) => ms <= best * level)
  return Math.min(...good.map(({ threads }) => threads))
}

/**
 * Times them where that has not been done, and remembers it for hosts that start later.
 * @throws CuspError when the process that does it ends early.
 */
export async function timeThreadsOnce(
  store: Settings,
  run: RunErrand,
  processors: number,
): Promise<TimedThreads> {
  const before = timedThreads(store, processors)
  if (before) return before
  const counts = countsUpTo(Math.min(most, processors))
  const taken = await run({ kind: 'timeThreads', counts })
  const timings = counts.map((threads, i) => ({ threads, ms: taken[i] }))
  const timed = { processors, timings }
  store.settings.set(setting, JSON.stringify(timed))
  return timed
}

/** 1, 2, 4, … and the last. */
function countsUpTo(last: number): number[] {
  const powers = [1, 2, 4].filter((count) => count < last)
  return [...powers, last]
}
