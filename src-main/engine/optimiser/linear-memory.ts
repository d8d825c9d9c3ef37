import { webAssembly, type Memory } from './web-assembly.ts'

/** Arrays that lie in one memory of WebAssembly, and room there for a part of a gradient. */
export interface LinearMemory {
  readonly memory: Memory
  readonly scratch: Float32Array
}

/** Numbers that a part of a gradient has: few enough to stay in a cache, many, for each part is garbage. */
const scratchLength = 32_768

/** Kernels take four numbers at a time, and cache lines hold sixteen: every array has whole ones. */
const whole = (length: number): number => Math.ceil(length / 16) * 16

const pageBytes = 65_536

const memories = new WeakMap<ArrayBufferLike, LinearMemory>()

/**
 * Arrays of zeros, side by side in a memory of WebAssembly, where kernels find them; plain arrays
 * where so much memory of that kind is not to be had (4 GB at most).
 */
export function allocate(lengths: readonly number[]): Float32Array[] {
  const numbers = [scratchLength, ...lengths].reduce((sum, length) => sum + whole(length), 0)
  let memory: Memory
  try {
    memory = new webAssembly.Memory({ initial: Math.ceil((4 * numbers) / pageBytes) })
  } catch {
    return lengths.map((length) => new Float32Array(length))
  }
  let at = 0
  const next = (length: number): Float32Array => {
    const array = new Float32Array(memory.buffer, at, length)
    at += 4 * whole(length)
    return array
  }
  memories.set(memory.buffer, { memory, scratch: next(scratchLength) })
  return lengths.map(next)
}

/** The memory that all these arrays were allocated in; none where there is no such one. */
export function memoryOf(arrays: readonly Float32Array[]): LinearMemory | undefined {
  const [{ buffer }] = arrays
  return arrays.every((array) => array.buffer === buffer) ? memories.get(buffer) : undefined
}
