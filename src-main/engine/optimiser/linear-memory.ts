import { webAssembly, type Memory } from './web-assembly.ts'

/** Kernels take four numbers at a time, and cache lines hold sixteen: every array has whole ones. */
const whole = (length: number): number => Math.ceil(length / 16) * 16

const pageBytes = 65_536

/** Numbers from which other threads are worth starting: 1.4 million weights with a slot and gradients. */
const worthThreads = 2 ** 22

const memories = new WeakMap<ArrayBufferLike, Memory>()

/**
 * Arrays of zeros, side by side in a memory of WebAssembly, where kernels find them; plain arrays
 * where so much memory of that kind is not to be had (4 GB at most). It is shared where several threads
 * are to compute in it and it is large enough to be worth their while.
 */
export function allocate(lengths: readonly number[], threads = 1): Float32Array[] {
  const numbers = lengths.reduce((sum, length) => sum + whole(length), 0)
  let memory: Memory
  try {
    const pages = Math.ceil((4 * numbers) / pageBytes)
    const shared = threads > 1 && numbers >= worthThreads
    memory = new webAssembly.Memory({ initial: pages, maximum: pages, shared })
  } catch {
    return lengths.map((length) => new Float32Array(length))
  }
  memories.set(memory.buffer, memory)
  let at = 0
  return lengths.map((length) => {
    const array = new Float32Array(memory.buffer, at, length)
    at += 4 * whole(length)
    return array
  })
}

/** The memory that all these arrays were allocated in; none where there is no such one. */
export function memoryOf(arrays: readonly Float32Array[]): Memory | undefined {
  const [{ buffer }] = arrays
  return arrays.every((array) => array.buffer === buffer) ? memories.get(buffer) : undefined
}
