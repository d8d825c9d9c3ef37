import { toRefused } from './transport/refusal.ts'

export interface Progressing {
  readonly kind: 'progress'
  readonly done: number
  readonly total: number
}

/** Bytes between two tellings: a stream of thousands of tellings would cost more than the work. */
const mebibyte = 2 ** 20

/**
 * Long work as a stream: how far it is, the newest only, and what came of it last. Whoever stops
 * reading, or aborts, cancels it.
 * @param total bytes there are to be done, as far as is known; `work` may learn it later.
 * @param stride bytes between two tellings; work that is counted otherwise has its own.
 */
export async function* inProgress<Result>(
  total: number,
  signal: AbortSignal | undefined,
  work: (
    onBytes: (bytes: number) => void,
    signal: AbortSignal,
    onTotal: (bytes: number) => void,
  ) => Promise<Result>,
  stride = mebibyte,
): AsyncGenerator<Progressing | Result, void, void> {
  const stopped = new AbortController()
  const ended = AbortSignal.any([stopped.signal, ...(signal ? [signal] : [])])
  let [done, told, isOver] = [0, 0, false]
  let wake: () => void = () => undefined
  const onBytes = (bytes: number): void => {
    done += bytes
    if (done - told >= stride) wake()
  }
  let known = total
  const working = work(onBytes, ended, (bytes) => (known = bytes)).finally(() => {
    isOver = true
    wake()
  })
  // Looked at below, once the last telling has been read.
  working.catch(() => undefined)
  try {
    for (;;) {
      if (isOver) return yield await working
      if (done - told >= stride) {
        told = done
        yield { kind: 'progress', done: Math.min(done, known), total: known }
      } else await new Promise<void>((resolve) => (wake = resolve))
    }
  } catch (error) {
    throw toRefused(error)
  } finally {
    stopped.abort()
    // What is cancelled cleans up behind itself before anyone is told that it ended.
    await working.catch(() => undefined)
  }
}
