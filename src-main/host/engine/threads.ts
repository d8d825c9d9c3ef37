import { availableParallelism, cpus, loadavg } from 'node:os'
import { z } from 'zod'
import { CuspError } from '#errors'
import type { WritableStore } from '#store'
import type { ErrandManner, RunErrand } from '../errand/run-errand.ts'
import { engineCatalogue, type Machine } from './catalogue.ts'

const setting = 'engine.threads'

/** More have not been seen to help on batches of this size. */
const most = 8

/** Fewer threads this close to the fastest are as good: they leave processors to others. */
const level = 1.05

const timedSchema = z.object({
  /** Processors there were, and what they are called. */
  processors: z.int().min(1),
  cpu: z.string(),
  /** Version of the runtime that was timed. */
  runtime: z.string(),
  /** Milliseconds of a small training step, by number of threads. */
  timings: z.array(z.object({ threads: z.int().min(1), ms: z.number().positive() })).min(1),
})
/** How fast this machine was by each number of threads. */
export type TimedThreads = z.infer<typeof timedSchema>

type Settings = Pick<WritableStore, 'settings'>

/** What the fastest number of threads depends on. */
export type Timed = Pick<TimedThreads, 'processors' | 'cpu' | 'runtime'>

/** This machine, and the runtime it computes with. */
export function timedHere(machine: Machine): Timed {
  return {
    processors: availableParallelism(),
    cpu: cpus()[0]?.model ?? '',
    runtime: engineCatalogue.onnx.version(machine) ?? '',
  }
}

/**
 * Threads that `CUSP_THREADS` asks for, instead of what was timed; undefined where it does not.
 * @throws CuspError `input.invalid`.
 */
export function askedThreads(
  env: Readonly<Record<string, string | undefined>>,
): number | undefined {
  const text = env['CUSP_THREADS']
  if (text === undefined || text === '') return undefined
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= 1024) return count
  const message = `CUSP_THREADS is "${text}"; it must be a whole number from 1 to 1024.`
  throw new CuspError('input.invalid', message, { place: 'CUSP_THREADS' })
}

/** Whether other programs compute: what they take would be remembered as slow threads. */
export function isBusy(): boolean {
  return loadavg()[0] > availableParallelism() * 0.75
}

/** What was timed on such a machine; a folder may have moved to another. */
export function timedThreads({ settings }: Settings, on: Timed): TimedThreads | undefined {
  const stored = settings.get(setting)
  if (stored === undefined) return undefined
  const timed = timedSchema.safeParse(parsed(stored))
  if (!timed.success) return undefined
  const { processors, cpu, runtime } = timed.data
  const isSame = processors === on.processors && cpu === on.cpu && runtime === on.runtime
  return isSame ? timed.data : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
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
  on: Timed,
  manner: ErrandManner = {},
): Promise<TimedThreads> {
  const before = timedThreads(store, on)
  if (before) return before
  const counts = countsUpTo(Math.min(most, on.processors))
  const taken = await run({ kind: 'timeThreads', counts }, manner)
  manner.signal?.throwIfAborted()
  const timings = counts.map((threads, i) => ({ threads, ms: taken[i] }))
  const timed = { ...on, timings }
  store.settings.set(setting, JSON.stringify(timed))
  return timed
}

/** 1, 2, 4, … and the last. */
function countsUpTo(last: number): number[] {
  const powers = [1, 2, 4].filter((count) => count < last)
  return [...powers, last]
}
