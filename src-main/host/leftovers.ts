import { removeRun, type Removal } from './remove-run.ts'

/** Runs that were coming in or being removed when a host died, while they are removed. */
export interface Leftovers {
  /** Once none is left, or it was stopped: then the next host goes on. */
  readonly gone: Promise<void>
  stop(): void
}

/**
 * Removes them a slice at a time, beginning after the host answers: a run of millions of rows would
 * keep a window from opening. They are out of sight meanwhile.
 */
export function removeLeftovers(
  around: Omit<Removal, 'signal' | 'onRows'>,
  log: (line: string) => void,
): Leftovers {
  const stopping = new AbortController()
  const { signal } = stopping
  const found = around.store.shelf.partial()
  async function remove(): Promise<void> {
    for (const run of found) {
      // The first slice too is for after the start.
      await new Promise((resolve) => setImmediate(resolve))
      if (signal.aborted) return
      await removeRun({ ...around, signal }, run)
    }
  }
  const gone = remove().catch((error: unknown) => {
    if (!signal.aborted)
      log(`What an import or a removal left behind was not removed: ${String(error)}`)
  })
  return { gone, stop: () => stopping.abort() }
}
