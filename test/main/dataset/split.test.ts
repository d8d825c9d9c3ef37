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

  it('draws the digits’ split that runs before official parts were recorded with', () => {
    const { train, test } = splitDataset(datasetOf([40, 30, 30]), { train: 5, test: 5, seed: 0 })
    expect([[...train], [...test]]).toEqual([
      [73, 12, 67, 26, 95],
      [46, 55, 38, 27, 91],
    ])
  })

  it('never moves an example from one official part to the other', () => {
    fc.assert(
      fc.property(requests, fc.nat(), fc.nat(), ({ sizes }, seed, chance) => {
        // A part is the classes' examples as they come, so proportions differ between the parts.
        const whole = datasetOf(sizes)
        const inTrain = chance % whole.count
        const parts = { train: inTrain, test: whole.count - inTrain }
        const split = splitDataset({ ...whole, parts }, { ...parts, seed })
        expect(split.train.toSorted()).toEqual(Uint32Array.from({ length: inTrain }, (_, i) => i))
        expect(split.test.every((index) => index >= inTrain)).toBe(true)
        expect(new Set(split.test).size).toBe(parts.test)
      }),
      { numRuns: 100, seed: 3 },
    )
  })

  it('stratifies each part by itself, and draws test whatever the size of train', () => {
    const labels = Uint8Array.from({ length: 100 }, (_, i) =>
      i < 80 ? i % 2 : i % 4 === 0 ? 1 : 0,
    )
    const made = {
      name: 'made',
      count: 100,
      labels,
      classes: ['0', '1'],
      parts: { train: 80, test: 20 },
    }
    const few = splitDataset(made, { train: 10, test: 8, seed: 1 })
    const many = splitDataset(made, { train: 60, test: 8, seed: 1 })
    expect(total([...few.train].map((index) => labels[index]))).toBe(5)
    expect(total([...few.test].map((index) => labels[index]))).toBe(2)
    expect(many.test).toEqual(few.test)
  })

  it('refuses more than an official part has', () => {
    const made = { ...datasetOf([5, 5]), parts: { train: 6, test: 4 } }
    expect(() => splitDataset(made, { train: 5, test: 5, seed: 0 })).toThrowError(
      'dataset: 5 test examples are asked for, but the test part of made has 4',
    )
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
