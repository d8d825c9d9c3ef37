import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type WritableStore } from '#store'
import { newRun } from './new-run.ts'

let folder: string
let store: WritableStore
let run: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-store-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
  run = store.runs.add(newRun('a')).number
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const add = (name: string, step: number, value: number) =>
  store.metrics.add(run, { name, step, value, seq: store.runs.nextSeq(run) })
const line = (source: 'worker' | 'host', step: number) => {
  const seq = store.runs.nextSeq(run)
  store.events.add(run, { seq, at: 1, step, source, kind: 'k', text: 't', body: '{}' })
}

describe('store/equivariance', () => {
  const reading = (step: number, text: string) => ({
    ...{ step, checkpointHash: 'h', measuredAt: 7 },
    reading: JSON.stringify(text),
  })

  it('keeps one reading a checkpoint, the newest, by step and for its run alone', () => {
    const other = store.runs.add(newRun('b')).number
    store.equivariance.save(run, reading(200, 'late'))
    store.equivariance.save(run, reading(100, 'first'))
    store.equivariance.save(run, reading(100, 'again'))
    store.equivariance.save(other, reading(100, 'other'))
    expect(store.equivariance.ofRun(run)).toEqual([reading(100, 'again'), reading(200, 'late')])
  })
})

describe('store/metrics', () => {
  it('gives what came after a number, and a series by step', () => {
    for (const step of [1, 2, 3]) {
      add('loss', step, 1 / step)
      add('trainAccuracy', step, step)
    }
    expect(store.metrics.since(run, 4, 100).map((point) => [point.name, point.step])).toEqual([
      ['loss', 3],
      ['trainAccuracy', 3],
    ])
    expect(store.metrics.since(run, 0, 3)).toHaveLength(3)
    expect(store.metrics.series(run, 'loss').map((point) => point.value)).toEqual([1, 0.5, 1 / 3])
  })

  it('drops what lies after a step, of every series and no other run', () => {
    const other = store.runs.add(newRun('b')).number
    store.metrics.add(other, { name: 'loss', step: 9, value: 0, seq: 1 })
    for (const step of [1, 2, 3]) {
      add('loss', step, 0)
      add('cleanAccuracy', step, 0)
    }
    store.metrics.truncate(run, 1)
    expect(store.metrics.since(run, 0, 100).map((point) => point.step)).toEqual([1, 1])
    expect(store.metrics.series(other, 'loss')).toHaveLength(1)
  })

  it('reads a page of a series through its index, not through the table', () => {
    const raw = new Database(join(folder, 'cusp.sqlite'), { readonly: true })
    const plan = (sql: string) =>
      (raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map((row) => row.detail)
        .join('; ')
    expect(plan('SELECT * FROM metrics WHERE run = 1 AND seq > 5 ORDER BY seq LIMIT 9')).toMatch(
      /^SEARCH metrics USING INDEX metrics_by_seq \(run=\? AND seq>\?\)$/,
    )
    expect(plan(`DELETE FROM metrics WHERE run = 1 AND name = 'loss' AND step > 5`)).toMatch(
      /^SEARCH metrics USING PRIMARY KEY \(run=\? AND name=\? AND step>\?\)$/,
    )
    expect(plan(`SELECT id FROM runs WHERE state = 'queued' ORDER BY queue_turn LIMIT 1`)).toMatch(
      /runs_in_queue/,
    )
    raw.close()
  })
})

describe('store/events', () => {
  it('voids what workers told of undone steps and keeps what the host told', () => {
    line('worker', 1)
    line('worker', 5)
    line('host', 5)
    const at = store.runs.nextSeq(run)
    store.events.truncate(run, 2, at)
    expect(store.events.since(run, 0, 9).map(({ source, step }) => [source, step])).toEqual([
      ['worker', 1],
      ['host', 5],
    ])
    expect(store.events.truncatedAfter(run, at - 1)).toBe(2)
    expect(store.events.truncatedAfter(run, at)).toBeNull()
  })

  it('tells the lowest step of several truncations', () => {
    store.events.truncate(run, 6, store.runs.nextSeq(run))
    store.events.truncate(run, 4, store.runs.nextSeq(run))
    store.events.truncate(run, 8, store.runs.nextSeq(run))
    expect(store.events.truncatedAfter(run, 0)).toBe(4)
    expect(store.events.truncatedAfter(run, 2)).toBe(8)
  })
})

describe('store/runs', () => {
  it('keeps a spec as it was written', () => {
    const raw = new Database(join(folder, 'cusp.sqlite'))
    expect(() => raw.prepare(`UPDATE specs SET spec = '{}'`).run()).toThrow(/immutable/)
    raw.close()
  })

  it('lists the newest first and finds those of a study', () => {
    store.runs.add(newRun('b', { study: 'digits' }))
    store.runs.add(newRun('c', { study: 'digits' }))
    expect(store.runs.list().map(({ id }) => id)).toEqual(['c', 'b', 'a'])
    expect(store.runs.ofStudy('digits').map(({ id }) => id)).toEqual(['b', 'c'])
  })
})

describe('store/checkpoints', () => {
  it('remembers all and which still have their files', () => {
    for (const step of [2, 4, 6]) {
      store.checkpoints.save(run, { step, hash: `h${step}`, bytes: 8, savedAt: step })
      store.checkpoints.keepOnly(run, [step - 2, step])
    }
    expect(store.checkpoints.ofRun(run).map(({ step, present }) => [step, present])).toEqual([
      [2, false],
      [4, true],
      [6, true],
    ])
  })
})

describe('store/evaluations', () => {
  it('returns every prediction, loss and margin bit for bit', () => {
    const subset = Uint32Array.of(7, 70_000, 3)
    const labels = Uint8Array.of(0, 9, 4)
    const { protocol } = { protocol: newRun('x').spec.evaluation }
    const made = { run, step: 8, protocol, subset, labels, subsetHash: 'h', plansTotal: 2 }
    const id = store.evaluations.add({ ...made, startedAt: 1 })
    const result = {
      plan: protocol.plans[1],
      prediction: Int32Array.of(0, -1, 4),
      loss: Float32Array.of(0.1, 3.4e38, 1e-45),
      margin: Float32Array.of(-0.5, 0, Infinity),
      gallery: Uint8Array.of(0, 255, 128, 1, 2),
    }
    // A view into a larger buffer must not drag the rest along.
    const wide = Float32Array.of(9, ...result.loss, 9).subarray(1, 4)
    store.evaluations.addPortion(id, 1, 0, { ...result, loss: wide })
    store.evaluations.closePlan(id, 1)
    expect(store.evaluations.results(id)).toEqual([{ position: 1, ...result }])
    expect(store.evaluations.plansDone(id)).toEqual([protocol.plans[1]])
    store.evaluations.finish(id, 5, '{"clean":1}')
    expect(store.evaluations.ofRun(run)).toEqual([
      { id, ...made, startedAt: 1, finishedAt: 5, scores: '{"clean":1}' },
    ])
  })

  it('joins portions to one outcome in the order of their images, whatever came first', () => {
    const { id, portions, plan } = underWay()
    store.evaluations.addPortion(id, 1, 2, portions[1])
    store.evaluations.addPortion(id, 1, 0, portions[0])
    expect(store.evaluations.results(id)).toEqual([])
    expect(store.evaluations.portionsDone(id)).toEqual([{ plan, images: 3 }])
    store.evaluations.closePlan(id, 1)
    expect(store.evaluations.portionsDone(id)).toEqual([])
    expect(store.evaluations.results(id)).toEqual([
      {
        ...{ position: 1, plan, prediction: Int32Array.of(1, 2, 3) },
        ...{ loss: Float32Array.of(0.5, 1, 2), margin: Float32Array.of(3, 4, 5) },
        gallery: Uint8Array.of(7, 8, 9),
      },
    ])
  })

  it('keeps what an examination saw first, and nothing for who was not examined', () => {
    const { id } = underWay()
    expect(store.evaluations.inspection(id)).toBeUndefined()
    const seen = { logits: Float32Array.of(0.1, -3, 2, 9), gradient: Float32Array.of(0, 1e-30) }
    store.evaluations.addInspection(id, seen)
    store.evaluations.addInspection(id, { ...seen, gradient: Float32Array.of(1, 1) })
    expect(store.evaluations.inspection(id)).toEqual(seen)
  })

  it('keeps the portion that came first, and closes a plan once', () => {
    const { id, portions, plan } = underWay()
    store.evaluations.addPortion(id, 1, 0, portions[0])
    store.evaluations.addPortion(id, 1, 0, { ...portions[0], prediction: Int32Array.of(8, 8) })
    store.evaluations.closePlan(id, 1)
    store.evaluations.closePlan(id, 1)
    expect(store.evaluations.plansDone(id)).toEqual([plan])
    expect(store.evaluations.results(id)[0].prediction).toEqual(Int32Array.of(1, 2))
  })

  /** An evaluation with two portions, of two images and of one, that are yet to be kept. */
  function underWay() {
    const protocol = newRun('x').spec.evaluation
    const [subset, labels] = [Uint32Array.of(7, 8, 9), Uint8Array.of(1, 2, 3)]
    const made = { run, step: 8, protocol, subset, labels, subsetHash: 'h', plansTotal: 2 }
    const id = store.evaluations.add({ ...made, startedAt: 1 })
    const plan = protocol.plans[1]
    const portions = [
      {
        ...{ plan, prediction: Int32Array.of(1, 2), loss: Float32Array.of(0.5, 1) },
        ...{ margin: Float32Array.of(3, 4), gallery: Uint8Array.of(7, 8) },
      },
      {
        ...{ plan, prediction: Int32Array.of(3), loss: Float32Array.of(2) },
        ...{ margin: Float32Array.of(5), gallery: Uint8Array.of(9) },
      },
    ]
    return { id, portions, plan }
  }
})

describe('store/curricula', () => {
  it('saves, lists the last changed first, and removes', () => {
    const { spec } = newRun('x')
    store.curricula.save({ id: 'one', name: 'One', spec, updatedAt: 1, parent: null })
    store.curricula.save({ id: 'two', name: 'Two', spec, updatedAt: 2, parent: 'one' })
    store.curricula.save({ id: 'one', name: 'Won', spec, updatedAt: 3, parent: null })
    expect(store.curricula.list()).toEqual([
      { id: 'one', name: 'Won', updatedAt: 3, parent: null },
      { id: 'two', name: 'Two', updatedAt: 2, parent: 'one' },
    ])
    expect(store.curricula.get('one')?.spec).toEqual(spec)
    expect(store.curricula.remove('one')).toBe(true)
    expect(store.curricula.remove('one')).toBe(false)
    expect(store.curricula.get('one')).toBeUndefined()
  })
  it('makes a version of each save that changed something, and keeps them over the next', () => {
    const { spec } = newRun('x')
    const save = (epochs: number, updatedAt: number) =>
      store.curricula.save({
        id: 'a',
        name: 'A',
        spec: { ...spec, epochs },
        updatedAt,
        parent: null,
      })
    save(1, 10)
    save(1, 20)
    save(2, 30)
    const [second, first, ...older] = store.curricula.versions('a')
    expect(older).toEqual([])
    expect([second.number, second.savedAt, second.spec.epochs]).toEqual([2, 30, 2])
    expect([first.number, first.savedAt, first.spec.epochs]).toEqual([1, 10, 1])
  })

  it('forgets versions and undo steps with their curriculum, and a child its parent', () => {
    const { spec } = newRun('x')
    store.curricula.save({ id: 'a', name: 'A', spec, updatedAt: 1, parent: null })
    store.curricula.save({ id: 'b', name: 'B', spec, updatedAt: 1, parent: 'a' })
    store.curricula.keepSitting('a', '{"past":[]}')
    store.curricula.keepSitting('a', '{"past":[1]}')
    expect(store.curricula.sitting('a')).toBe('{"past":[1]}')
    store.curricula.remove('a')
    expect(store.curricula.sitting('a')).toBeUndefined()
    expect(store.curricula.versions('a')).toEqual([])
    expect(store.curricula.get('b')?.parent).toBeNull()
  })
})
