import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOf } from '../../../../src-main/engine/session/in-parts.ts'

const capacities = [8, 32, 64, 128]
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

describe('engine/session/in-parts', () => {
  it.each([
    [0, [8]],
    [8, [8]],
    [20, [32]],
    [38, [32, 8]],
    [50, [64]],
    [70, [64, 8]],
    [100, [128]],
    [128, [128]],
    [300, [128, 128, 64]],
  ])('runs %i images in %j', (count, parts) => {
    expect(partsOf(count, capacities)).toEqual(parts)
  })

  it('has room for every image, and never more of it than the one capacity that all fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 128 }), { minLength: 1, maxLength: 5 }),
        (count, sizes) => {
          const rising = sizes.toSorted((a, b) => a - b)
          const parts = partsOf(count, rising)
          expect(parts.every((part) => rising.includes(part))).toBe(true)
          expect(sum(parts)).toBeGreaterThanOrEqual(count)
          const fits = rising.find((size) => count <= size)
          expect(sum(parts)).toBeLessThanOrEqual(fits ?? count + rising[rising.length - 1])
        },
      ),
    )
  })

  it('fills every part but the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (count) => {
        expect(sum(partsOf(count, capacities).slice(0, -1))).toBeLessThan(count)
      }),
    )
  })
})
