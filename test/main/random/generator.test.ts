import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generator, permutation, type RandomKey } from '#random'

const keys: fc.Arbitrary<RandomKey> = fc.array(fc.oneof(fc.string(), fc.nat()), { maxLength: 4 })
const firstOf = (key: RandomKey, count = 4): number[] => {
  const random = generator(key)
  return Array.from({ length: count }, () => random.uniform())
}

describe('random/generator', () => {
  it('gives the same stream for the same key', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(firstOf([...key])).toEqual(firstOf(key))
      }),
      { seed: 1 },
    )
  })

  it('gives another stream for any other key', () => {
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b))
        expect(firstOf(a)).not.toEqual(firstOf(b))
      }),
      { seed: 2 },
    )
  })

  it('tells 1 from "1", and [1, 2] from [12]', () => {
    const streams = [[1], ['1'], [1, 2], [12], ['12'], [1, '2']].map((key) => firstOf(key).join())
    expect(new Set(streams).size).toBe(6)
  })

  it('still gives the numbers that recorded runs were made with', () => {
    expect(firstOf([0, 'train', 7], 3)).toEqual([
      0.3254179691430181, 0.6590348058380187, 0.9802368038799614,
    ])
  })

  it('is uniform on [0, 1): moments, and a χ² over 16 bins', () => {
    const random = generator(['uniform'])
    const values = Array.from({ length: 40_000 }, () => random.uniform())
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(values.every((value) => value < 1)).toBe(true)
    // Four standard errors: 1/√12/√n of the mean, √(1/180)/√n of the variance.
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(0.0058)
    expect(Math.abs(mean(values.map((v) => (v - 0.5) ** 2)) - 1 / 12)).toBeLessThan(0.0015)
    const bins = new Array<number>(16).fill(0)
    values.forEach((value) => bins[Math.floor(value * 16)]++)
    const expected = values.length / 16
    const chi2 = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 99.9 % point of χ² with 15 degrees of freedom.
    expect(chi2).toBeLessThan(37.7)
  })

  it('has first draws that are uniform over neighbouring keys, too', () => {
    const firsts = Array.from({ length: 20_000 }, (_, image) => generator([0, image]).uniform())
    expect(Math.abs(mean(firsts) - 0.5)).toBeLessThan(0.0082)
    const pairs = firsts.slice(1).map((value, i) => (value - 0.5) * (firsts[i] - 0.5))
    // Correlation of neighbours: four standard errors of 1/12/√n.
    expect(Math.abs(mean(pairs))).toBeLessThan(0.0024)
  })

  it('is standard normal: mean 0, variance 1, kurtosis 3, tails of 4.55 % beyond ± 2', () => {
    const random = generator(['normal'])
    const values = Array.from({ length: 40_000 }, () => random.normal())
    expect(Math.abs(mean(values))).toBeLessThan(0.02)
    expect(Math.abs(mean(values.map((v) => v ** 2)) - 1)).toBeLessThan(0.029)
    expect(Math.abs(mean(values.map((v) => v ** 4)) - 3)).toBeLessThan(0.2)
    const beyond = values.filter((value) => Math.abs(value) > 2).length / values.length
    expect(Math.abs(beyond - 0.0455)).toBeLessThan(0.0042)
  })

  it('draws every integer below, and no other', () => {
    const random = generator(['integer'])
    const seen = new Set(Array.from({ length: 400 }, () => random.integer(7)))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
})

describe('random/shuffle', () => {
  it('is a permutation', () => {
    fc.assert(
      fc.property(fc.nat(200), keys, (count, key) => {
        const order = permutation(count, generator(key))
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i))
      }),
      { seed: 3 },
    )
  })

  it('gives each of the 24 orders of four equally often', () => {
    const counts = new Map<string, number>()
    for (let i = 0; i < 24_000; i++) {
      const order = permutation(4, generator(['orders', i])).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    const chi2 = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    // 99.9 % point of χ² with 23 degrees of freedom.
    expect(chi2).toBeLessThan(49.7)
  })
})

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
