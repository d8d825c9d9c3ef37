import { kernelModule, type Rule } from './kernel.ts'
import { memoryOf, type LinearMemory } from './linear-memory.ts'
import type { Optimiser } from './optimiser.ts'
import { webAssembly } from './web-assembly.ts'

/** An optimiser's update once more, for kernels. */
export interface KernelSpec {
  /** Of weight, gradient and slots, in this order. */
  readonly rule: Rule
  /** The rule's numbers at an update. */
  readonly scalars: (learningRate: number, step: number) => readonly number[]
}

type Run = (...numbers: number[]) => void

/**
 * An optimiser that updates by a kernel of WebAssembly what lies in a memory of WebAssembly, gradients
 * part by part through its scratch, and by its loop what does not: the same bits. 3.3 million weights
 * by momentum: 5.4 ms → 2.9, for the loop converts each number on its own.
 */
export function byKernel(optimiser: Optimiser, { rule, scalars }: KernelSpec): Optimiser {
  const arrays = 2 + optimiser.slots.length
  const runs = new WeakMap<LinearMemory, Run>()
  let module: object | undefined
  const runIn = (home: LinearMemory): Run => {
    const known = runs.get(home)
    if (known) return known
    module ??= new webAssembly.Module(kernelModule(rule, arrays, scalars(0, 0).length))
    const imports = { host: { memory: home.memory } }
    const { run } = new webAssembly.Instance(module, imports).exports
    runs.set(home, run)
    return run
  }
  return {
    slots: optimiser.slots,
    update(weight, gradient, slots, learningRate, step) {
      const home = memoryOf([weight, ...slots])
      if (!home) {
        optimiser.update(weight, gradient, slots, learningRate, step)
        return
      }
      const { scratch } = home
      const [run, numbers] = [runIn(home), scalars(learningRate, step)]
      for (let from = 0; from < weight.length; from += scratch.length) {
        const part = gradient.subarray(from, from + scratch.length)
        scratch.set(part)
        const at = (array: Float32Array): number => array.byteOffset + 4 * from
        const bytes = 16 * Math.ceil(part.length / 4)
        run(at(weight), scratch.byteOffset, ...slots.map(at), bytes, ...numbers)
      }
    },
  }
}
