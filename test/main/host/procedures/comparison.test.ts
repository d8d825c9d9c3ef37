import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type WritableStore } from '#store'
import { plansOf, type Protocol } from '#threat'
import type { Desk } from '../../../../src-main/host/desk.ts'
import { compareRuns } from '../../../../src-main/host/procedures/comparison.ts'
import { scoresOf } from '../../../../src-main/host/scoring.ts'
import { newRun } from '../../store/new-run.ts'

const labels = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7)
const protocol: Protocol = {
  ...newRun('x').spec.evaluation,
  plans: [
    { attack: 'fgsm', norm: 'linf', epsilon: 0.1, climbs: 'label' },
    { attack: 'spatial-random', rotation: 10, translation: 0, draws: 1, climbs: 'label' },
  ],
}

let folder: string
let store: WritableStore
const compare = (...ids: string[]) => {
  const queue = { find: () => undefined } as unknown as Desk['queue']
  return compareRuns({ store, queue } as Desk, ids)
}

/** A finished run that errs under each plan on the images named. */
function judged(
  id: string,
  errs: { clean?: number[]; adversarial: number[]; spatial: number[] },
  changed: { protocol?: Protocol; subsetHash?: string } = {},
): void {
  const run = store.runs.add(newRun(id)).number
  const subset = Uint32Array.from(labels)
  const made = { run, step: 8, protocol, subset, labels, subsetHash: 'h', ...changed }
  const evaluation = store.evaluations.add({ ...made, plansTotal: 3, startedAt: 1 })
  const wrong = [errs.clean ?? [], errs.adversarial, errs.spatial]
  for (const [position, { plan }] of plansOf(made.protocol).entries()) {
    const prediction = Int32Array.from(labels, (label, i) =>
      wrong[position].includes(i) ? (label + 1) % 8 : label,
    )
    const loss = new Float32Array(labels.length)
    const result = { plan, prediction, loss, margin: loss, gallery: new Uint8Array() }
    store.evaluations.addPortion(evaluation, position, 0, result)
    store.evaluations.closePlan(evaluation, position)
  }
  store.evaluations.finish(evaluation, 2, JSON.stringify(scoresOf(store, evaluation)))
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-comparison-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('host/procedures/comparison', () => {
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
      // Of four, one against three: 2 · (1 + 4) / 16.
      {
        a: 'a',
        b: 'b',
        family: 'adversarial',
        onlyA: 3,
        onlyB: 1,
        p: expect.closeTo(10 / 16) as number,
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
    expect(warnings[0]).toMatch(/\(b\) was evaluated on other images/)
    expect(warnings[1]).toMatch(/\(c\) was evaluated under other adversarial plans/)
  })

  it('keeps a network of one answer off the front', () => {
    judged('fair', { adversarial: [0, 1, 2, 3, 4], spatial: [0, 1, 2, 3, 4] })
    const run = store.runs.add(newRun('constant')).number
    const made = { run, step: 8, protocol, subset: Uint32Array.from(labels), labels }
    const evaluation = store.evaluations.add({
      ...made,
      subsetHash: 'h',
      plansTotal: 3,
      startedAt: 1,
    })
    const prediction = new Int32Array(labels.length)
    const loss = new Float32Array(labels.length)
    for (const [position, { plan }] of plansOf(protocol).entries()) {
      const result = { plan, prediction, loss, margin: loss, gallery: new Uint8Array() }
      store.evaluations.addPortion(evaluation, position, 0, result)
      store.evaluations.closePlan(evaluation, position)
    }
    const scores = scoresOf(store, evaluation)
    store.evaluations.finish(evaluation, 2, JSON.stringify(scores))
    expect(scores).toMatchObject({ degenerate: true, spatialInvariance: 1 })
    const { front, warnings } = compare('fair', 'constant')
    expect(front).toEqual(['fair'])
    expect(warnings).toEqual([expect.stringMatching(/nearly one class/)])
  })
})
