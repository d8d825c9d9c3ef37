import { awaitParts, beginCall, counter, createCall, takeParts } from './parts.ts'
import { startThread } from './thread.ts'
import { webAssembly, type Memory, type Run } from './web-assembly.ts'

/** A kernel that this thread and others run together, each on parts of the arrays. */
export interface Crew {
  readonly run: Run
  /** Ends the other threads. */
  close(): Promise<void>
}

/** Bytes of each array in a part: 50 µs of work by momentum, and waits are not longer. */
const partBytes = 2 ** 18

/** More threads than these would only wait for memory. */
const threadsAtMost = 4

/**
 * A kernel over a shared memory, run by several threads. Nobody waits for a thread that has no part in
 * hand: while it starts, or its processor is taken, the others do its work.
 * @param arrays how many addresses the kernel takes.
 * @param threads to compute with, this one included.
 */
export function openCrew(module: object, memory: Memory, arrays: number, threads: number): Crew {
  const { run } = new webAssembly.Instance(module, { host: { memory } }).exports
  const call = createCall()
  const others = Array.from({ length: Math.min(threads, threadsAtMost) - 1 }, () =>
    startThread({ module, memory, arrays, call }),
  )
  return {
    run(...numbers) {
      const bytes = numbers[arrays]
      const parts = Math.ceil(bytes / partBytes)
      if (parts <= 2) run(...numbers)
      else {
        beginCall(call, [parts, partBytes, bytes, ...numbers.toSpliced(arrays, 1)])
        takeParts(call, counter, arrays, run)
        awaitParts(call)
      }
    },
    async close() {
      await Promise.all(others.map((other) => other.terminate()))
    },
  }
}
