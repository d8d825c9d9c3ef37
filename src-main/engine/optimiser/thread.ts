import { Worker } from 'node:worker_threads'
import { counter, looksAtMost, takeParts, type Call } from './parts.ts'
import type { Memory, WebAssemblyApi } from './web-assembly.ts'

/** A kernel, where it computes and how many addresses it takes, and the call to take parts of. */
export interface Shared {
  readonly module: object
  readonly memory: Memory
  readonly arrays: number
  readonly call: Call
}

/**
 * Starts a thread that takes parts of every call until it is terminated. It does not keep the process
 * alive and ends with it; one that cannot start takes no parts. Its program is text, for in a bundle
 * there is no file of it.
 */
export function startThread(shared: Shared): Worker {
  const named = `${JSON.stringify(counter)}, ${looksAtMost}, ${takeParts.toString()}`
  const program = `(${serve.toString()})(require('node:worker_threads').workerData, WebAssembly, ${named})`
  const thread = new Worker(program, {
    ...{ eval: true, workerData: shared, execArgv: [], env: {} },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  })
  thread.unref()
  thread.on('error', () => undefined)
  return thread
}

/** What the thread does. Names nothing outside. */
function serve(
  { module, memory, arrays, call }: Shared,
  { Instance }: Pick<WebAssemblyApi, 'Instance'>,
  word: typeof counter,
  most: number,
  take: typeof takeParts,
): never {
  const { run } = new Instance(module, { host: { memory } }).exports
  let seen = 0
  for (;;) {
    for (let looks = 0; Atomics.load(call.counters, word.begun) === seen; looks++)
      if (looks > most) Atomics.wait(call.counters, word.begun, seen)
    seen = Atomics.load(call.counters, word.begun)
    take(call, word, arrays, run)
  }
}
