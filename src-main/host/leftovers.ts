import type { WritableStore } from '#store'
import { inSlices } from './bundle/index.ts'

/** Runs that were coming in when a host died, while they are removed. */
export interface Leftovers {
  /** Once none is left, or it was stopped: then the next host goes on. */
  readonly gone: Promise<void>
  stop(): void
}

/**
 * Removes them a slice at a time, beginning after the host answers: a run of millions of rows would
 * keep a window from opening. They are out of sight meanwhile.
 * @param elapsed milliseconds of a steady clock.
 */
export function removeLeftovers(
  store: WritableStore,
  elapsed: () => number,
  log: (line: string) => void,
): Leftovers {
  const stopping = new AbortController()
  const { signal } = stopping
  const found = store.shelf.arriving()
  async function remove(): Promise<void> {
    for (const run of found) {
      // The first slice too is for after the start.
      await new Promise((resolve) => setImmediate(resolve))
      await inSlices({ store, elapsed, signal }, store.shelf.purgeInParts(run))
    }
  }
  const gone = remove().catch((error: unknown) => {
    if (!signal.aborted) log(`What an import left behind was not removed: ${String(error)}`)
  })
  return { gone, stop: () => stopping.abort() }
}
