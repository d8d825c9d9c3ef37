import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge } from '../../../src-main/trainer/alarms.ts'
import { recall } from '../../../src-main/trainer/memory.ts'
import { fallOf, type Reading } from '../../../src-main/trainer/reading.ts'

const probe = { epsilon: 0.1, steps: 10, count: 256 }
type Changes = Partial<Omit<Reading, 'adversarialAccuracy' | 'trainAccuracy'>>

const reading = (pgd: number, train: number, changes: Changes = {}): Reading => ({
  ...{ step: 0, adversarialAccuracy: pgd, trainAccuracy: train },
  ...{ strength: 0.1, epsilon: 0.1, probe, ...changes },
})

/** Readings under an adversary of a radius ε, of all examples. */
const under = (epsilon: number, pgd: number, train: number): Reading =>
  reading(pgd, train, { epsilon, strength: epsilon })

/** Alarms raised at each reading, through a checkpoint between any two. */
function told(readings: readonly Reading[], degenerate: readonly number[] = []): string[][] {
  let memory = recall(undefined)
  return readings.map((next, i) => {
    const verdict = judge(recall(JSON.stringify(memory)), next, degenerate.includes(i))
    memory = verdict.memory
    return verdict.raised.map(({ alarm }) => alarm)
  })
}

/** Which alarm rang at which reading. */
const rang = (readings: readonly Reading[]) =>
  told(readings).flatMap((raised, i) => raised.map((alarm) => [i, alarm] as const))

const rising = (values: readonly number[]) =>
  values.map((pgd, i) => reading(pgd, 0.5 + (0.4 * i) / values.length))

describe('trainer/alarms: catastrophic overfitting', () => {
  it('rings when PGD accuracy loses half of its best while training accuracy rises, and once', () => {
    const collapse = [reading(0.5, 0.6), reading(0.55, 0.65), reading(0.2, 0.9), reading(0, 0.95)]
    // It goes on, which is told no more: neither as the same nor as robust overfitting.
    expect(rang(collapse)).toEqual([[2, 'catastrophic-overfitting']])
  })

  it('rings when the collapse takes several readings, each a small fall', () => {
    expect(rang(rising([0.4, 0.53, 0.45, 0.34, 0.22, 0.12, 0.05, 0.02]))).toContainEqual([
      4,
      'catastrophic-overfitting',
    ])
  })

  it('tells the readings it compares', () => {
    const from = reading(0.5, 0.6, { step: 100 })
    const to = reading(0.1, 0.9, { step: 200 })
    const { memory } = judge(recall(undefined), from, false)
    expect(judge(memory, to, false).raised).toEqual([
      {
        alarm: 'catastrophic-overfitting',
        fall: {
          from: { step: 100, adversarialAccuracy: 0.5, trainAccuracy: 0.6 },
          to: { step: 200, adversarialAccuracy: 0.1, trainAccuracy: 0.9 },
        },
      },
    ])
  })

  it('rings again after a recovery, which begins anew', () => {
    const twice = rising([0.5, 0.1, 0, 0.35, 0.42, 0.41, 0.05, 0.02])
    expect(rang(twice)).toEqual([
      [1, 'catastrophic-overfitting'],
      [6, 'catastrophic-overfitting'],
    ])
  })

  it('is not rung by one class for everything, which explains the fall', () => {
    const readings = [reading(0.5, 0.6), reading(0.1, 0.6), reading(0.1, 0.6)]
    expect(told(readings, [1, 2])).toEqual([[], ['degenerate'], []])
  })

  it('is not rung by a slow fall of a half, which is robust overfitting', () => {
    const slow = Array.from({ length: 30 }, (_, i) => 0.6 - 0.01 * i)
    expect(rang(rising(slow)).map(([, alarm]) => alarm)).toEqual(['robust-overfitting'])
  })

  it('rings at a collapse beneath a rising ε that training keeps up with', () => {
    const ramp = [under(0.05, 0.4, 0.6), under(0.08, 0.5, 0.62), under(0.1, 0.2, 0.7)]
    expect(rang(ramp)).toEqual([[2, 'catastrophic-overfitting']])
  })

  it.each([
    ['a fall of less than half', [reading(0.5, 0.6), reading(0.3, 0.9)]],
    ['a fall within the noise of a probe', [reading(0.15, 0.6), reading(0.06, 0.9)]],
    ['a fall of training accuracy too', [reading(0.5, 0.6), reading(0.1, 0.5)]],
    [
      'training accuracy that rose and fell since',
      [reading(0.6, 0.5), reading(0.55, 0.8), reading(0.2, 0.5)],
    ],
    ['an adversary that gets weaker', [under(0.2, 0.5, 0.6), under(0.1, 0.1, 0.9)]],
    [
      'an adversary of fewer examples',
      [reading(0.5, 0.6, { strength: 0.1 }), reading(0.1, 0.9, { strength: 0.05 })],
    ],
    ['an adversary that is gone', [under(0, 0.5, 0.6), under(0, 0.1, 0.9)]],
    ['a probe beyond what is trained on', [under(0.05, 0.5, 0.6), under(0.05, 0.1, 0.9)]],
    ['no PGD probe', [1, 2].map((i) => ({ ...reading(0, i / 4), adversarialAccuracy: undefined }))],
    [
      'a fork that probes with more steps',
      [reading(0.5, 0.6, { probe: { ...probe, steps: 1 } }), reading(0, 0.9)],
    ],
    [
      'a reading of before probes were told',
      [reading(0.5, 0.6, { probe: undefined }), reading(0, 0.9)],
    ],
  ])('is silent at %s', (_, readings) => {
    expect(told(readings).flat()).toEqual([])
  })
})

describe('trainer/alarms: robust overfitting', () => {
  it('rings when PGD accuracy stays below its best while training goes on', () => {
    expect(rang(rising([0.4, 0.5, 0.44, 0.43, 0.42, 0.51, 0.44, 0.44]))).toEqual([
      [3, 'robust-overfitting'],
      [7, 'robust-overfitting'],
    ])
  })

  it.each([
    ['one reading below the best', [0.5, 0.4, 0.5]],
    ['readings just below it', [0.5, 0.45, 0.45]],
  ])('is silent at %s', (_, values) => {
    expect(told(rising(values)).flat()).toEqual([])
  })
})

describe('trainer/alarms: degenerate', () => {
  it('rings once for as long as a network says always the same', () => {
    const same = Array.from({ length: 5 }, () => reading(0.1, 0.1))
    const found = told(same, [1, 2, 4]).map(({ length }) => length)
    expect(found).toEqual([0, 1, 0, 0, 1])
  })
})

describe('trainer/alarms: whatever the series', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const series = fc.array(fc.tuple(share, share), { minLength: 2, maxLength: 40 })
  const of = (pairs: readonly (readonly [number, number])[], changes: Changes = {}) =>
    pairs.map(([pgd, train]) => reading(pgd, train, changes))
  const collapses = (readings: readonly Reading[]) =>
    rang(readings).flatMap(([i, alarm]) => (alarm === 'catastrophic-overfitting' ? [i] : []))

  it('never speaks of overfitting while PGD accuracy does not fall', () => {
    fc.assert(
      fc.property(series, (pairs) => {
        const sorted = pairs.map(([pgd]) => pgd).sort((a, b) => a - b)
        const rise = pairs.map(([, train], i) => [sorted[i] ?? 0, train] as const)
        expect(rang(of(rise))).toEqual([])
      }),
    )
  })

  it('never does while accuracy under training’s attack falls from reading to reading', () => {
    fc.assert(
      fc.property(series, (pairs) => {
        const sorted = pairs.map(([, train]) => train).sort((a, b) => b - a)
        const harder = pairs.map(([pgd], i) => [pgd, (sorted[i] ?? 0) - 0.03 * i] as const)
        expect(rang(of(harder))).toEqual([])
      }),
    )
  })

  it('never does while the probe’s ε grows, nor while training’s shrinks', () => {
    fc.assert(
      fc.property(series, (pairs) => {
        const grown = pairs.map(([pgd, train], i) =>
          reading(pgd, train, { probe: { ...probe, epsilon: 0.01 + 0.001 * i } }),
        )
        const shrunk = pairs.map(([pgd, train], i) => under(1 - 0.01 * i, pgd, train))
        expect([...rang(grown), ...rang(shrunk)]).toEqual([])
      }),
    )
  })

  it('rings at a collapse however many readings lie between top and bottom, up to seven', () => {
    const top = fc.double({ min: 0.25, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        top,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 5 }),
        (high, over, quiet) => {
          const fall = Array.from({ length: over }, (_, i) => high * (1 - (i + 1) / over))
          const all = rising([...Array<number>(quiet + 1).fill(high), ...fall])
          expect(collapses(all)).toHaveLength(1)
        },
      ),
    )
  })

  it('rings at no collapse of accuracies scaled down that it does not ring at as they are', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(1, 0.5, 0.25), (pairs, scale) => {
        const scaled = pairs.map(([pgd, train]) => [pgd * scale, train] as const)
        const [first = Infinity] = collapses(of(scaled))
        expect(collapses(of(pairs))[0] ?? Infinity).toBeLessThanOrEqual(first)
      }),
    )
  })

  it('says the same of ε in other units', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 20 }), (pairs, power) => {
        const epsilon = 0.1 * 2 ** -power
        const other = { epsilon, strength: epsilon, probe: { ...probe, epsilon } }
        expect(told(of(pairs, other))).toEqual(told(of(pairs)))
      }),
    )
  })
})

/** What a real run's probes said: rows of [step, ε, PGD accuracy, accuracy as trained] an epoch. */
function recorded(name: string, epsilon: number): Reading[] {
  const file = new URL(`../../cases/collapse-${name}.json`, import.meta.url)
  const rows = JSON.parse(readFileSync(file, 'utf8')) as [number, number, number, number][]
  const probed = { ...probe, epsilon }
  return rows.map(([step, radius, pgd, train]) =>
    reading(pgd, train, { step, epsilon: radius, strength: radius, probe: probed }),
  )
}

describe('trainer/alarms: real runs, as npm run record:alarms keeps them', () => {
  it('rings once in FGSM training that collapses, where no two probes are 0.2 apart', () => {
    const readings = recorded('fgsm', 0.2)
    const falls = readings.slice(1).map((now, i) => fallOf(readings[i] ?? now, now))
    expect(Math.max(...falls)).toBeLessThan(0.2)
    expect(rang(readings).map(([, alarm]) => alarm)).toEqual([
      'robust-overfitting',
      'catastrophic-overfitting',
    ])
  })

  it('is silent where PGD accuracy halves because a stage begins to turn the images', () => {
    const readings = recorded('turned', 0.1)
    const falls = readings.slice(1).map((now, i) => fallOf(readings[i] ?? now, now))
    expect(Math.max(...falls)).toBeGreaterThan(0.3)
    expect(rang(readings)).toEqual([])
  })
})
