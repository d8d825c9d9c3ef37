import { CuspError } from '#errors'
import type { Context } from './context.ts'
import { onInterrupt } from './interrupt.ts'
import { showBytes } from './print/bytes-done.ts'

type Told<Result> =
  { readonly kind: 'progress'; readonly done: number; readonly total: number } | Result

/**
 * Reads a stream of progress to its end; Ctrl-C cancels it.
 * @throws CuspError `bundle.cancelled`, and what the work itself refused.
 */
export async function untilDone<Result extends { readonly kind: string }>(
  { output }: Context,
  ask: (signal: AbortSignal) => Promise<AsyncIterable<Told<Result>>>,
): Promise<Result> {
  const cancelled = new AbortController()
  const stop = onInterrupt(() => cancelled.abort())
  const shown = showBytes(output)
  try {
    for await (const told of await ask(cancelled.signal)) {
      if (told.kind !== 'progress') return told as Result
      const { done, total } = told as { done: number; total: number }
      shown.show(done, total)
    }
    throw over()
  } catch (error) {
    throw cancelled.signal.aborted ? over() : error
  } finally {
    shown.end()
    stop()
  }
}

function over(): CuspError {
  return new CuspError('bundle.cancelled', 'It was cancelled; nothing of it was kept.')
}
