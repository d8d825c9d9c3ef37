import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseMeasure, parseQuery, type Query } from '#query'
import { configKey } from '#spec'
import { openStore, readingOf, type Sort, type WritableStore } from '#store'
import { queries } from '../query/queries.ts'
import { matches, type Known } from './matches.ts'
import { newRun } from './new-run.ts'

const now = Date.parse('2026-11-29T12:00:00Z')
const newest: Sort = { by: 'made', descending: true }
const count = 300

let folder: string
let store: WritableStore
const known: Known[] = []

const query = (text: string): Query => {
  const { query: parsed, problem } = parseQuery(text)
  if (!parsed) throw new Error(problem.message)
  return parsed
}
/** Removes a run, without a pause. */
const purge = (run: number) => [...store.shelf.purge(run)].reduce((sum, rows) => sum + rows, 0)
const ids = (text: string, sort = newest) =>
  store.listing.rows(store.listing.ordered(query(text), sort, now)).map(({ id }) => id)

/** Runs that differ in all that a query can ask for, some of it missing in some. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-listing-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
  const { spec } = newRun('x')
  store.transaction(() => {
    for (let i = 0; i < count; i++) known.push(addRun(i))
  })

  function addRun(i: number): Known {
    const made = {
      ...spec,
      name: ['ramp', 'Plain 100%', 'a_b'][i % 3],
      seed: i % 5,
      epochs: 1 + (i % 4),
    }
    const createdAt = now - i * 3_600_000
    const group = i % 2 === 0 ? null : `group-${i % 3}`
    const run = store.runs.add(newRun(`run${i}`, { spec: made, group, createdAt }))
    const series = new Map<string, { step: number; value: number }[]>()
    const add = (name: string, step: number, value: number) => {
      store.metrics.add(run.number, { name, step, value, seq: store.runs.nextSeq(run.number) })
      series.set(name, [...(series.get(name) ?? []), { step, value }])
    }
    if (i % 3 !== 0) for (const step of [1, 2, 3]) add('loss', step, ((i * 7 + step * 5) % 11) / 10)
    if (i % 4 === 0) add('clean', 8, (i % 10) / 10)
    const tags = [...(i % 6 === 0 ? ['ablation'] : []), ...(i % 10 === 0 ? ['two words'] : [])]
    for (const tag of tags) store.labels.add(run.number, 'tag', tag)
    if (i % 7 === 0) store.shelf.setNotes(run.number, 'worth a look')
    if (i % 11 === 0) store.shelf.archive(run.number, 5)
    if (i % 13 === 0) store.shelf.delete(run.number, 5)
    const { archivedAt, deletedAt } = store.runs.get(run.id) ?? run
    const notes = store.shelf.notes(run.number)
    return { row: { ...run, archivedAt, deletedAt }, spec: made, series, tags, notes }
  }
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('store/listing', () => {
  it('finds by SQL what a plain reading of the query finds', () => {
    const found = new Set<number>()
    fc.assert(
      fc.property(queries, (asked) => {
        const expected = known
          .filter((run) => matches(asked, run, now))
          .map((run) => run.row.number)
        const numbers = store.listing.ordered(asked, newest, now)
        expect(numbers).toEqual(expected.sort((a, b) => b - a))
        found.add(numbers.length)
      }),
      { numRuns: 600 },
    )
    // Or it would have been asked for nothing and everything alone.
    expect(found.size).toBeGreaterThan(5)
  })

  it.each([
    'loss < 0.3',
    'loss.lowest <= 0.1 and not loss.highest > 0.9',
    'loss.at(2) = 0.5 or clean.best >= 0.5',
    'tag:ablation -tag:"two words"',
    'config.epochs >= 3 name:ramp',
    'config.model.architecture:std-* seed:1,3',
    'age < 3d',
    'made = 2026-11-28',
    'note:* is:archived',
    'is:deleted',
    '100%',
    'a_b',
    'group:*',
    'not group:*',
  ])('finds by SQL what a plain reading finds: %s', (text) => {
    const expected = known.filter((run) => matches(query(text), run, now))
    expect(ids(text)).toEqual(expected.map(({ row }) => row.id).toReversed())
    expect(expected.length).toBeGreaterThan(0)
    expect(expected.length).toBeLessThan(count)
  })

  it('puts runs in the order of any column, those without a value last', () => {
    const value = (id: string, text: string) => {
      const measure = parseMeasure(text)
      const run = store.runs.get(id)
      return measure && run && readingOf(store.measures, run.number, measure, 'highest')?.value
    }
    for (const text of ['loss', 'loss.lowest', 'clean.highest', 'loss.at(2)']) {
      for (const descending of [true, false]) {
        const measure = parseMeasure(text)
        if (!measure) throw new Error(text)
        const values = ids('', { by: measure, descending }).map((id) => value(id, text))
        const there = values.filter((one) => one !== undefined)
        expect(values.slice(0, there.length)).toEqual(there)
        expect(there).toEqual(there.toSorted((a, b) => (descending ? b - a : a - b)))
        expect(there.length).toBeGreaterThan(10)
        expect(there.length).toBeLessThan(values.length)
      }
    }
    const seeds = store.listing
      .rows(store.listing.ordered(query(''), { by: 'seed', descending: false }, now))
      .map(({ seed }) => seed)
    expect(seeds).toEqual(seeds.toSorted((a, b) => a - b))
  })

  it('groups what differs in seed and name alone, and forgets nobody', () => {
    const groups = store.listing.groups(query('is:archived or not is:archived'), newest, now)
    // Four lengths; name and seed make no other configuration.
    expect(groups).toHaveLength(4)
    expect(new Set(known.map(({ spec }) => configKey(spec)))).toEqual(
      new Set(groups.map(({ key }) => key)),
    )
    const shown = known.filter(({ row }) => row.deletedAt === null).length
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(shown)
    const members = store.listing.members(query('seed:2'), [groups[0].key], now)
    expect(members.length).toBeGreaterThan(0)
    for (const { number, key } of members) {
      expect(store.listing.rows([number])[0]).toMatchObject({ seed: 2, configKey: key })
    }
  })

  it('reads settings once, and anew where a run is new or has the number of one that is gone', () => {
    const of = (epochs: number) => ids(`config.epochs = ${epochs}`)
    const { spec } = newRun('x')
    const add = (id: string, epochs: number) =>
      store.runs.add(newRun(id, { spec: { ...spec, epochs } })).number
    expect(of(77)).toEqual([])
    const first = add('first77', 77)
    expect(of(77)).toEqual(['first77'])
    purge(first)
    expect(of(77)).toEqual([])
    expect(add('second78', 78)).toBe(first)
    expect([of(77), of(78)]).toEqual([[], ['second78']])
    // More settings than are kept at once.
    for (let i = 0; i < 20; i++) expect(ids(`config.nothing${i} = 1`)).toEqual([])
    expect(of(78)).toEqual(['second78'])
    purge(first)
  })

  it('tells a new version whenever something is written', () => {
    const before = store.listing.version()
    expect(store.listing.version()).toBe(before)
    store.labels.add(1, 'tag', 'fresh')
    expect(store.listing.version()).toBeGreaterThan(before)
    store.labels.remove(1, 'tag', 'fresh')
  })

  it('lists the newest, and finds a number’s runs, without reading the whole table', () => {
    const raw = new Database(join(folder, 'cusp.sqlite'), { readonly: true })
    const plan = (sql: string) =>
      (raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map((row) => row.detail)
        .join('; ')
    expect(
      plan(`SELECT number FROM runs WHERE deleted_at IS NULL AND archived_at IS NULL AND 1
        ORDER BY number DESC`),
    ).toMatch(/runs_in_sight$/)
    expect(plan(`SELECT run FROM run_measures WHERE name = 'loss' AND last < 1`)).toMatch(
      /SEARCH run_measures USING PRIMARY KEY \(name=\?\)/,
    )
    raw.close()
  })
})

describe('store/measures', () => {
  it('come to the same as a look at every point, whatever was added and dropped', () => {
    const run = store.runs.add(newRun('measured')).number
    const acts = fc.array(
      fc.record({
        step: fc.integer({ min: 1, max: 12 }),
        value: fc.integer({ min: -5, max: 5 }),
        cut: fc.boolean(),
      }),
      { maxLength: 25 },
    )
    fc.assert(
      fc.property(acts, (all) => {
        store.transaction(() => {
          store.metrics.truncate(run, 0)
          let last = 0
          for (const { step, value, cut } of all) {
            if (cut) {
              store.metrics.truncate(run, step)
              last = Math.min(last, step)
            } else {
              store.metrics.add(run, { name: 'x', step: ++last, value, seq: 1 })
            }
          }
        })
        const points = store.metrics.series(run, 'x')
        const values = points.map(({ value }) => value)
        const summary = store.measures.get(run, 'x')
        if (points.length === 0) {
          expect(summary).toBeUndefined()
          return
        }
        expect(summary).toMatchObject({
          last: values.at(-1),
          lastStep: points.at(-1)?.step,
          lowest: Math.min(...values),
          highest: Math.max(...values),
        })
        expect(values[points.findIndex(({ step }) => step === summary?.lowestStep)]).toBe(
          summary?.lowest,
        )
      }),
      { numRuns: 60 },
    )
  })

  it('names every number there is, once', () => {
    expect(store.measures.names().filter((name) => name !== 'x')).toEqual(['clean', 'loss'])
  })
})

describe('store/labels', () => {
  it('join where a name is taken, and every run keeps one', () => {
    const had = new Set([...ids('tag:ablation'), ...ids('tag:"two words"')])
    store.labels.rename('tag', 'two words', 'ablation')
    expect(new Set(ids('tag:ablation'))).toEqual(had)
    expect(ids('tag:"two words"')).toEqual([])
    const list = store.labels.list().filter(({ name }) => name === 'ablation')
    expect(list).toHaveLength(1)
  })
})
