import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Dataset } from '#dataset'
import { openStore, type WritableStore } from '#store'
import { protocolSchema, type Protocol } from '#threat'
import type { Desk } from '../../../../src-main/host/desk.ts'
import { compareRuns, disagreementsOf } from '../../../../src-main/host/comparison/index.ts'
import { newRun } from '../../store/new-run.ts'
import { judging, labels, protocol } from './judging.ts'

let folder: string
let store: WritableStore
const compare = (...runs: string[]) => compareWith({ runs })
const compareWith = (request: Parameters<typeof compareRuns>[1]) => {
  const queue = { find: () => undefined } as unknown as Desk['queue']
  return compareRuns({ store, queue } as Desk, request)
}
const { judged, constant } = judging(() => store)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-comparison-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('host/comparison/compare', () => {
  it('finds the front and its hypervolume on robust and spatial accuracy', () => {
    judged('robust', { adversarial: [0, 1], spatial: [0, 1, 2, 3, 4, 5] })
    judged('turned', { adversarial: [0, 1, 2, 3, 4, 5], spatial: [0, 1] })
    judged('worse', { adversarial: [0, 1, 2, 3, 4, 5], spatial: [0, 1, 2] })
    const { front, hypervolume, referencePoint } = compare('robust', 'turned', 'worse')
    expect(front).toEqual(['robust', 'turned'])
    expect(referencePoint).toEqual([0, 0])
    // Two rectangles of 3/4 × 1/4 that share a square of 1/4.
    expect(hypervolume).toBeCloseTo(2 * (3 / 16) - 1 / 16)
  })

  it('counts images that only one of two gets right, and how likely that is', () => {
    judged('a', { adversarial: [0], spatial: [] })
    judged('b', { clean: [7], adversarial: [1, 2, 3], spatial: [] })
    expect(compare('a', 'b').pairs).toEqual([
      { a: 'a', b: 'b', family: 'clean', onlyA: 1, onlyB: 0, p: 1 },
      // Of five, one against four: 2 · (1 + 5) / 32. The seventh b misreads when it is clean.
      {
        a: 'a',
        b: 'b',
        family: 'adversarial',
        onlyA: 4,
        onlyB: 1,
        p: expect.closeTo(12 / 32) as number,
      },
      { a: 'a', b: 'b', family: 'spatial', onlyA: 0, onlyB: 0, p: 1 },
    ])
  })

  it('makes no pair of other images, nor of other plans, and says so', () => {
    const [fgsm, spatial] = protocol.plans
    const stronger = {
      ...protocol,
      plans: [{ ...fgsm, epsilon: 0.2 }, spatial] as Protocol['plans'],
    }
    judged('a', { adversarial: [0], spatial: [] })
    judged('b', { adversarial: [0], spatial: [] }, { subsetHash: 'other' })
    judged('c', { adversarial: [0], spatial: [] }, { protocol: stronger })
    const { pairs, warnings } = compare('a', 'b', 'c')
    expect(pairs.map(({ a, b, family }) => [a, b, family])).toEqual([
      ['a', 'c', 'clean'],
      ['a', 'c', 'spatial'],
    ])
    expect(warnings).toHaveLength(2)
    expect(warnings[0]?.text).toMatch(/\(b\) was evaluated on other images/)
    expect(warnings[1]?.text).toMatch(/\(c\) was evaluated under other adversarial plans/)
    expect(warnings.map(({ reason, runs }) => [reason, runs])).toEqual([
      ['subset', ['b']],
      ['protocol', ['c']],
    ])
  })

  it('keeps a network of one answer off the front', () => {
    judged('fair', { adversarial: [0, 1, 2, 3, 4], spatial: [0, 1, 2, 3, 4] })
    const scores = constant('constant')
    expect(scores).toMatchObject({ degenerate: true, spatialInvariance: 1 })
    const { front, warnings } = compare('fair', 'constant')
    expect(front).toEqual(['fair'])
    expect(warnings).toMatchObject([{ reason: 'degenerate', runs: ['constant'] }])
  })

  it('counts no degenerate seed in means and pairs of its group, unless there is no other', () => {
    const curve = { over: 'epsilon' as const, values: [0.05], plan: protocol.plans[0] }
    const curved = protocolSchema.parse({ ...protocol, curves: [curve] })
    judged('a0', { adversarial: [0], spatial: [] }, { protocol: curved }, { seed: 0 })
    constant('a1', { protocol: curved }, { seed: 1 })
    for (const seed of [0, 1]) constant(`b${seed}`, { protocol: curved }, { seed, epochs: 3 })
    const { groups, pairs, curves } = compare('a0', 'a1', 'b0', 'b1')
    expect(groups.map(({ runs, counted }) => [runs.length, counted])).toEqual([
      [2, ['a0']],
      [2, ['b0', 'b1']],
    ])
    expect(new Set(pairs.map(({ a, b }) => `${a} ${b}`))).toEqual(new Set(['a0 b0']))
    const counts = curves[0]?.series.map(({ points }) => points.map((at) => at.accuracies.length))
    expect(counts).toEqual([
      [1, 1],
      [2, 2],
    ])
  })

  describe('of seeds', () => {
    beforeEach(() => {
      judged('a0', { adversarial: [0], spatial: [] }, {}, { seed: 0 })
      judged('a1', { adversarial: [0, 1, 2], spatial: [] }, {}, { seed: 1 })
      judged('b0', { adversarial: [], spatial: [0, 1] }, {}, { seed: 0, epochs: 3 })
      judged('b2', { adversarial: [], spatial: [0, 1] }, {}, { seed: 2, epochs: 3 })
    })
    const all = ['a0', 'b0', 'a1', 'b2']

    it('makes one group of runs that differ in seed alone, in the order of their first', () => {
      const { groups, grouping, differences } = compare(...all)
      expect(grouping).toBe('seeds')
      expect(groups.map(({ runs, seeds }) => [runs, seeds])).toEqual([
        [
          ['a0', 'a1'],
          [0, 1],
        ],
        [
          ['b0', 'b2'],
          [0, 2],
        ],
      ])
      expect(differences.map(({ path, values }) => [path, values])).toEqual([
        ['epochs', ['2', '3']],
      ])
    })

    it('keeps every run apart when asked to, and where seeds alone differ', () => {
      expect(compareWith({ runs: all, grouping: 'none' }).groups).toHaveLength(4)
      const seedsAlone = compare('a0', 'a1')
      expect(seedsAlone).toMatchObject({ grouping: 'none', groups: [{ id: 'a0' }, { id: 'a1' }] })
      expect(seedsAlone.differences.map(({ path }) => path)).toContain('seed')
    })

    it('joins more than 50 configurations across a setting, and says so', () => {
      // 30 lengths × 2 batch sizes.
      const runs = Array.from({ length: 60 }, (_, i) => {
        const [epochs, batchSize] = [1 + (i % 30), i < 30 ? 4 : 8]
        const spec = { name: `sweep, ${epochs} × ${batchSize}`, epochs, batchSize }
        judged(`many${i}`, { adversarial: i < 30 ? [] : [0, 1], spatial: [] }, {}, spec)
        return `many${i}`
      })
      const { groups, collapsed, grouping, differences, warnings } = compareWith({
        ...{ runs, grouping: 'none' },
      })
      expect([groups.length, collapsed, grouping]).toEqual([30, ['batchSize'], 'seeds'])
      expect(groups[0]).toMatchObject({ name: 'sweep, 1 …', runs: ['many0', 'many30'], seeds: [0] })
      expect(differences.map(({ path }) => path)).not.toContain('batchSize')
      expect(warnings.map(({ reason }) => reason)).toEqual(['collapsed'])
      expect(warnings[0]?.text).toContain(
        'differ in batchSize, seed alone are one group, 30 in all',
      )
      const few = compareWith({ runs: runs.slice(0, 50), grouping: 'none' })
      expect(few).toMatchObject({ collapsed: [], grouping: 'none', warnings: [] })
      expect(few.groups).toHaveLength(50)
    })

    it('tests the baseline against runs of the same seed', () => {
      const { pairs } = compare(...all)
      expect(pairs.map(({ a, b, family }) => [a, b, family])).toEqual([
        ['a0', 'b0', 'clean'],
        ['a0', 'b0', 'adversarial'],
        ['a0', 'b0', 'spatial'],
      ])
    })

    it('puts means on the front, and measures from any run of the baseline', () => {
      const { front, hypervolume, baseline } = compareWith({ runs: all, baseline: 'b2' })
      expect(baseline).toBe('b0')
      // Means: (6/8, 1) against (1, 6/8).
      expect(front).toEqual(['a0', 'b0'])
      expect(hypervolume).toBeCloseTo(15 / 16)
      expect(() => compareWith({ runs: all, baseline: 'z' })).toThrow(/baseline: z is none of/)
    })

    it('says which groups have fewer seeds, and on how many images each was judged', () => {
      const { warnings } = compare('a0', 'a1', 'b0')
      expect(warnings).toMatchObject([{ reason: 'seeds', runs: ['b0'] }])
    })
  })

  it('gives curves run by run, with the clean accuracy where nothing is perturbed', () => {
    const curve = { over: 'epsilon', values: [0.1, 0.2], plan: { attack: 'fgsm', epsilon: 0.1 } }
    const curved = protocolSchema.parse({ ...protocol, curves: [curve] })
    const changed = { protocol: curved }
    judged('a', { clean: [7], adversarial: [0, 1], spatial: [] }, changed)
    judged('b', { adversarial: [0], spatial: [] }, changed, { epochs: 3 })
    const [found] = compare('a', 'b').curves
    expect(found?.over).toBe('epsilon')
    expect(found?.series[0]).toEqual({
      group: 'a',
      points: [
        { value: 0, accuracies: [7 / 8] },
        { value: 0.1, accuracies: [6 / 8] },
        { value: 0.2, accuracies: [1] },
      ],
    })
  })

  it('lists the series that were recorded', () => {
    judged('a', { adversarial: [], spatial: [] })
    judged('b', { adversarial: [], spatial: [] })
    const { number } = store.runs.get('a') ?? { number: -1 }
    for (const name of ['loss', 'accuracy', 'loss'])
      store.metrics.add(number, { name, step: 1, value: 0, seq: store.runs.nextSeq(number) })
    expect(compare('a', 'b').metrics).toEqual(['accuracy', 'loss'])
  })
})

describe('host/comparison/disagreements', () => {
  const shape = { height: 1, width: 1, channels: 1 }
  const images = Uint8Array.from(labels, (label) => label * 10)
  const dataset = { shape, classes: [...'01234567'], images } as unknown as Dataset
  const ask = (groups: string[][]) =>
    disagreementsOf({ store } as Desk, () => Promise.resolve(dataset), {
      ...{ groups, family: 'clean', offset: 0, limit: 10 },
    })

  it('shows the images that runs do not answer alike, evenest splits first, with each answer', async () => {
    judged('a', { clean: [1, 3], adversarial: [], spatial: [] })
    judged('b', { clean: [3], adversarial: [], spatial: [] })
    judged('c', { clean: [2, 3], adversarial: [], spatial: [] })
    judged('d', { clean: [2, 3], adversarial: [], spatial: [] })
    const found = await ask([['a'], ['b'], ['c'], ['d']])
    // Image 3 is wrong everywhere, and alike.
    expect(found).toMatchObject({ total: 2, count: 8, shape })
    expect(found.images.map(({ index }) => index)).toEqual([2, 1])
    expect(found.images[0]?.answers.map(({ prediction }) => prediction)).toEqual([2, 2, 3, 3])
    expect(Buffer.from(found.images[0]?.clean ?? '', 'base64')[0]).toBe(20)
  })

  it('lets a group say what most of its runs say', async () => {
    judged('a', { clean: [1], adversarial: [], spatial: [] })
    judged('b', { clean: [], adversarial: [], spatial: [] })
    judged('c', { clean: [1], adversarial: [], spatial: [] })
    judged('d', { clean: [], adversarial: [], spatial: [] })
    const found = await ask([['a', 'b', 'c'], ['d']])
    expect(found.images[0]?.answers).toEqual([
      { prediction: 2, agreeing: 2, runs: 3 },
      { prediction: 1, agreeing: 1, runs: 1 },
    ])
  })

  it('leaves out who was judged on other images, and refuses where nobody was judged so', async () => {
    judged('a', { clean: [1], adversarial: [], spatial: [] })
    judged('b', { clean: [2], adversarial: [], spatial: [] }, { subsetHash: 'other' })
    judged('c', { clean: [], adversarial: [], spatial: [] })
    expect((await ask([['a'], ['b'], ['c']])).groups).toEqual(['a', 'c'])
    store.runs.add(newRun('x'))
    store.runs.add(newRun('y'))
    await expect(ask([['x'], ['y']])).rejects.toThrow(/finished evaluation under clean plans/)
  })
})
