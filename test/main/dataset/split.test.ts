import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochOrder, splitDataset } from '#dataset'
import { sharesOf } from '../../../src-main/dataset/shares.ts'

const total = (values: Iterable<number>): number => [...values].reduce((sum, v) => sum + v, 0)

const datasetOf = (sizes: number[]) => ({
  name: 'made',
  count: total(sizes),
  labels: Uint8Array.from(sizes.flatMap((size, label) => new Array<number>(size).fill(label))),
  classes: sizes.map(String),
})

/** Class sizes, and a train and a test count that fit them. */
const requests = fc
  .array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 })
  .chain((sizes) =>
    fc
      .integer({ min: 0, max: total(sizes) })
      .chain((taken) =>
        fc.integer({ min: 0, max: taken }).map((train) => ({ sizes, train, test: taken - train })),
      ),
  )

describe('dataset/shares', () => {
  it('sums exactly, overdraws no class and stays within one of each quota', () => {
    fc.assert(
      fc.property(requests, ({ sizes, train, test }) => {
        const shares = sharesOf(sizes, train, test)
        expect([total(shares.train), total(shares.test)]).toEqual([train, test])
        sizes.forEach((size, c) => {
          expect(shares.train[c] + shares.test[c]).toBeLessThanOrEqual(size)
          const quota = (part: number) => (size * part) / total(sizes)
          expect(Math.abs(shares.train[c] - quota(train))).toBeLessThanOrEqual(1)
          expect(Math.abs(shares.test[c] - quota(test))).toBeLessThanOrEqual(1)
        })
      }),
      { numRuns: 3000, seed: 1 },
    )
  })

  it('divides a dataset whole where rounding each part alone would overdraw', () => {
    const shares = sharesOf([7, 7], 7, 7)
    expect(shares.train.map((count, c) => count + shares.test[c])).toEqual([7, 7])
  })
})

describe('dataset/split', () => {
  it('draws disjoint examples in the classes’ own proportions', () => {
    fc.assert(
      fc.property(requests, fc.nat(), ({ sizes, train, test }, seed) => {
        const dataset = datasetOf(sizes)
        const split = splitDataset(dataset, { train, test, seed })
        expect([split.train.length, split.test.length]).toEqual([train, test])
        expect(new Set([...split.train, ...split.test]).size).toBe(train + test)
        sizes.forEach((size, c) => {
          const held = [...split.train].filter((index) => dataset.labels[index] === c).length
          expect(Math.abs(held - (size * train) / dataset.count)).toBeLessThanOrEqual(1)
        })
      }),
      { numRuns: 200, seed: 2 },
    )
  })

  it('is the same for the same seed and another for another', () => {
    const dataset = datasetOf([100, 100])
    const sizes = { train: 100, test: 50 }
    const first = splitDataset(dataset, { ...sizes, seed: 1 })
    expect(splitDataset(dataset, { ...sizes, seed: 1 })).toEqual(first)
    expect(splitDataset(dataset, { ...sizes, seed: 2 })).not.toEqual(first)
  })

  it('mixes the classes, so that a prefix is a fair sample', () => {
    const split = splitDataset(datasetOf([500, 500]), { train: 500, test: 500, seed: 0 })
    const ofSecond = split.test.subarray(0, 100).filter((index) => index >= 500).length
    expect(ofSecond).toBeGreaterThan(30)
    expect(ofSecond).toBeLessThan(70)
  })

  it('refuses more examples than there are, in a sentence with all three counts', () => {
    expect(() => splitDataset(datasetOf([5, 5]), { train: 8, test: 3, seed: 0 })).toThrowError(
      'dataset: 8 train + 3 test = 11 examples are asked for, but made has 10',
    )
  })

  it('orders each epoch anew, without losing an example', () => {
    const train = Uint32Array.from({ length: 200 }, (_, i) => 3 * i)
    const first = epochOrder(train, [0, 'order', 1])
    expect(epochOrder(train, [0, 'order', 1])).toEqual(first)
    expect(epochOrder(train, [0, 'order', 2])).not.toEqual(first)
    expect(first.toSorted()).toEqual(train)
  })
})
