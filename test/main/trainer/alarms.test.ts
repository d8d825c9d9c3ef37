import { describe, expect, it } from 'vitest'
import { judge, type Reading } from '../../../src-main/trainer/alarms.ts'
import { recall } from '../../../src-main/trainer/memory.ts'

const reading = (adversarialAccuracy: number, trainAccuracy: number, strength = 0.1): Reading => ({
  ...{ adversarialAccuracy, trainAccuracy, strength },
})

/** Alarms raised at each reading, through a checkpoint between any two. */
function told(readings: readonly Reading[], degenerate: readonly number[] = []): string[][] {
  let memory = recall(undefined)
  return readings.map((next, i) => {
    const verdict = judge(recall(JSON.stringify(memory)), next, degenerate.includes(i))
    memory = verdict.memory
    return verdict.raised
  })
}

describe('trainer/alarms', () => {
  it('rings when PGD accuracy collapses while training accuracy rises', () => {
    const collapse = [reading(0.5, 0.6), reading(0.55, 0.65), reading(0.34, 0.9), reading(0, 0.95)]
    expect(told(collapse)).toEqual([
      [],
      [],
      ['catastrophic-overfitting'],
      // The collapse goes on, which is not told twice; it is now below its best for two readings.
      ['robust-overfitting'],
    ])
  })

  it.each([
    ['a fall of 20 points', [reading(0.5, 0.6), reading(0.3, 0.9)]],
    ['a fall of training accuracy too', [reading(0.5, 0.6), reading(0.1, 0.5)]],
    ['an adversary that gets weaker', [reading(0.5, 0.6, 0.1), reading(0.1, 0.9, 0.05)]],
    ['an adversary that is gone', [reading(0.5, 0.6, 0), reading(0.1, 0.9, 0)]],
    ['no PGD probe', [1, 2].map((i) => ({ trainAccuracy: i / 4, strength: 0.1 }))],
    ['one reading below the best', [reading(0.5, 0.6), reading(0.4, 0.7), reading(0.5, 0.8)]],
    ['readings just below it', [reading(0.5, 0.6), reading(0.45, 0.7), reading(0.45, 0.8)]],
  ])('is silent at %s', (_, readings) => {
    expect(told(readings).flat()).toEqual([])
  })

  it('rings when PGD accuracy stays below its best while training goes on', () => {
    const slow = [0.4, 0.5, 0.44, 0.43, 0.42, 0.51, 0.44, 0.44]
    const readings = slow.map((accuracy, i) => reading(accuracy, 0.6 + i / 100))
    const rang = told(readings).flatMap((raised, i) => raised.map((alarm) => [i, alarm]))
    expect(rang).toEqual([
      [3, 'robust-overfitting'],
      [7, 'robust-overfitting'],
    ])
  })

  it('rings once for as long as a network says always the same', () => {
    const same = Array.from({ length: 5 }, () => reading(0.1, 0.1))
    const found = told(same, [1, 2, 4]).map(({ length }) => length)
    expect(found).toEqual([0, 1, 0, 0, 1])
  })
})
