import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OptimiserSpec } from '#spec'
import { kernelModule, plus, times } from '../../../../src-main/engine/optimiser/kernel.ts'
import { allocate, createOptimiser } from '../../../../src-main/engine/optimiser/index.ts'
import { openCrew } from '../../../../src-main/engine/optimiser/crew.ts'
import { memoryOf } from '../../../../src-main/engine/optimiser/linear-memory.ts'
import {
  beginCall,
  counter,
  createCall,
  takeParts,
} from '../../../../src-main/engine/optimiser/parts.ts'
import { startThread } from '../../../../src-main/engine/optimiser/thread.ts'
import { webAssembly, type Memory } from '../../../../src-main/engine/optimiser/web-assembly.ts'

/** Numbers in one array that make a memory worth sharing. */
const large = 2 ** 22

/** a ← a + rate · b. */
function addition(): object {
  const bytes = kernelModule((_, [a, b], [rate]) => [plus(a, times(rate, b))], 2, 1, true)
  return new webAssembly.Module(bytes)
}

function shared(lengths: readonly number[]): { memory: Memory; arrays: Float32Array[] } {
  const arrays = allocate([...lengths, large], 2)
  const memory = memoryOf(arrays)
  if (!(memory?.buffer instanceof SharedArrayBuffer)) throw new Error('it is not shared')
  return { memory, arrays }
}

const kinds: OptimiserSpec[] = [
  { kind: 'sgd', momentum: 0.9, weightDecay: 5e-4 },
  { kind: 'adam', beta1: 0.9, beta2: 0.999, weightDecay: 1e-3 },
]

describe('engine/optimiser/crew', () => {
  it.each(kinds)('gives the same bits by one thread and by three: $kind', async (spec) => {
    // The last part is short, and the last four numbers are not whole.
    const length = 2 ** 20 + 2 ** 19 + 5
    const results: Float32Array[][] = []
    for (const threads of [1, 3]) {
      const optimiser = createOptimiser(spec, threads)
      const arrays = allocate([length, length, ...optimiser.slots.map(() => length)], threads)
      const [weight, gradient, ...slots] = arrays
      expect(weight.buffer instanceof SharedArrayBuffer).toBe(threads > 1)
      for (let i = 0; i < length; i++) weight[i] = ((i * 7919) % 1009) / 500 - 1
      for (let step = 0; step < 8; step++) {
        for (let i = 0; i < length; i++) gradient[i] = ((i * (step + 104_729)) % 1013) - 506
        optimiser.update(weight, gradient, slots, 0.1, step)
      }
      results.push(arrays)
      await optimiser.close()
    }
    const bytes = (array: Float32Array): Buffer =>
      Buffer.from(array.buffer, array.byteOffset, array.byteLength)
    results[0].forEach((array, i) => expect(bytes(array).equals(bytes(results[1][i]))).toBe(true))
  })

  it('has another thread do parts of a call, and of the next, until it is terminated', async () => {
    const length = 1000
    const { memory, arrays } = shared([length, length])
    arrays[1].fill(2)
    const call = createCall()
    const thread = startThread({ module: addition(), memory, arrays: 2, call })
    for (const rate of [1, 10]) {
      const addresses = [arrays[0].byteOffset, arrays[1].byteOffset]
      beginCall(call, [10, 400, 4 * length, ...addresses, rate])
      // This thread takes none.
      while (Atomics.load(call.counters, counter.done) < 10)
        await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect([...new Set(arrays[0])]).toEqual([22])
    await thread.terminate()
    beginCall(call, [1, 400, 400, 0, 0, 0])
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(Atomics.load(call.counters, counter.left)).toBe(1)
  })

  it('takes every part once, whatever their size, and leaves what lies beside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        (quads, partQuads, takers) => {
          const call = createCall()
          const parts = Math.ceil(quads / partQuads)
          beginCall(call, [parts, 16 * partQuads, 16 * quads, 64, 4096, 0.5])
          const seen = new Map<number, number>()
          for (let taker = 0; taker < takers; taker++)
            takeParts(call, counter, 2, (a, b, bytes, rate) => {
              expect([b - a, rate]).toEqual([4032, 0.5])
              for (let at = a; at < a + bytes; at += 16) seen.set(at, (seen.get(at) ?? 0) + 1)
            })
          expect([...seen.keys()].toSorted((x, y) => x - y)).toEqual(
            Array.from({ length: quads }, (_, i) => 64 + 16 * i),
          )
          expect([...seen.values()].every((times) => times === 1)).toBe(true)
        },
      ),
    )
  })

  it('does all parts itself where no other thread comes', async () => {
    const length = 2 ** 18
    const { memory, arrays } = shared([length, length])
    arrays[1].fill(3)
    const crew = openCrew(addition(), memory, 2, 2)
    await crew.close()
    crew.run(arrays[0].byteOffset, arrays[1].byteOffset, 4 * length, 2)
    expect(arrays[0].every((value) => value === 6)).toBe(true)
  })

  it('keeps no process alive that forgets to close it', async () => {
    const at = new URL('../../../../src-main/engine/optimiser/index.ts', import.meta.url)
    const program = `
      import { allocate, createOptimiser } from ${JSON.stringify(at.href)}
      const optimiser = createOptimiser({ kind: 'sgd', momentum: 0.9, weightDecay: 0 }, 2)
      const [weight, gradient, velocity] = allocate([${large}, ${large}, ${large}], 2)
      gradient.fill(1)
      for (let step = 0; step < 3; step++) optimiser.update(weight, gradient, [velocity], 1, step)
      await new Promise((resolve) => setTimeout(resolve, 100))
      process.stdout.write(String(weight[${large} - 1]))
    `
    const arguments_ = ['--input-type=module', '--eval', program]
    const { stdout } = await promisify(execFile)(process.execPath, arguments_, { timeout: 120_000 })
    // 1, 1.9 and 2.71 of velocity.
    expect(Number(stdout)).toBeCloseTo(-5.61, 5)
  }, 150_000)

  it('shares no memory of small networks, nor for one thread', () => {
    expect(allocate([1000], 2)[0].buffer).toBeInstanceOf(ArrayBuffer)
    expect(allocate([large], 1)[0].buffer).toBeInstanceOf(ArrayBuffer)
  })
})
