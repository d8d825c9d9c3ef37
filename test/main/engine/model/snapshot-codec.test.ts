import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeSnapshot,
  encodeSnapshot,
  weightsHash,
} from '../../../../src-main/engine/model/index.ts'
import type { NamedArray, Snapshot } from '#trainer'

const array: fc.Arbitrary<NamedArray> = fc
  .tuple(fc.string(), fc.array(fc.nat(3), { maxLength: 3 }), fc.nat())
  .map(([name, shape, salt]) => {
    const length = shape.reduce((product, extent) => product * extent, 1)
    // Any bits at all, NaN and −0 among them.
    const bits = Uint32Array.from({ length }, (_, i) => Math.imul(i + salt, 0x9e3779b1))
    return { name, shape, values: new Float32Array(bits.buffer) }
  })
const arrays = fc.array(array, { maxLength: 4 })
const snapshot: fc.Arbitrary<Snapshot> = fc
  .tuple(fc.nat(), arrays, arrays, fc.option(arrays), fc.option(fc.string()))
  .map(([step, weights, optimiser, averages, memory]) => ({
    ...{ step, weights, optimiser },
    ...(averages !== null && { averages, carried: averages.slice(1) }),
    ...(memory !== null && { memory }),
  }))

const sample: Snapshot = {
  step: 7,
  weights: [{ name: 'a', shape: [2], values: Float32Array.of(1, -0) }],
  optimiser: [{ name: 'a/velocity', shape: [1, 1], values: Float32Array.of(NaN) }],
}

describe('engine/model/snapshot-codec', () => {
  it('reads what it wrote, bit for bit', () => {
    fc.assert(
      fc.property(snapshot, (given) => {
        const bytes = encodeSnapshot(given)
        expect(decodeSnapshot(bytes)).toEqual(given)
        expect(encodeSnapshot(decodeSnapshot(bytes))).toEqual(bytes)
      }),
    )
  })

  it('reads bytes that lie within a larger buffer', () => {
    const bytes = encodeSnapshot(sample)
    const larger = new Uint8Array(bytes.length + 3)
    larger.set(bytes, 3)
    expect(decodeSnapshot(larger.subarray(3))).toEqual(sample)
  })

  it('reads a Node Buffer, whose slices are views', () => {
    expect(decodeSnapshot(Buffer.from(encodeSnapshot(sample)))).toEqual(sample)
  })

  it('refuses every cut, and bytes beyond the end', () => {
    const bytes = encodeSnapshot(sample)
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeSnapshot(bytes.subarray(0, length))).toThrow(/snapshot file/)
    expect(() => decodeSnapshot(Uint8Array.of(...bytes, 0))).toThrow(/instead of/)
  })

  it('refuses a header that is not one', () => {
    const bytes = encodeSnapshot(sample)
    bytes[14] = 0
    expect(() => decodeSnapshot(bytes)).toThrow(
      expect.objectContaining({ code: 'checkpoint.corrupt' }),
    )
  })

  it('hashes names, shapes and every bit of the values', () => {
    const named = (name: string, shape: number[], ...values: number[]): string =>
      weightsHash([{ name, shape, values: Float32Array.from(values) }])
    const hashes = [
      named('a', [2], 1, 0),
      named('a', [2], 1, -0),
      named('b', [2], 1, 0),
      named('a', [1, 2], 1, 0),
    ]
    expect(new Set(hashes).size).toBe(4)
    expect(named('a', [2], 1, 0)).toBe(hashes[0])
  })
})
