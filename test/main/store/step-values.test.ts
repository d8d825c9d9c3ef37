import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseMeasure, parseQuery, type Query } from '#query'
import { openStore, type WritableStore } from '#store'
import { newRun } from './new-run.ts'

const now = Date.parse('2026-11-29T12:00:00Z')

let folder: string
let store: WritableStore
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-step-values-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const query = (text: string): Query => {
  const { query: parsed, problem } = parseQuery(text)
  if (!parsed) throw new Error(problem.message)
  return parsed
}
/** Removes a run, without a pause. */
const purge = (run: number) => [...store.shelf.purge(run)]

describe('store/step-values', () => {
  it('looks series up at a step once, and anew where a run is new or its points changed', () => {
    const made = new Map<number, Map<number, number>>()
    const at = (step: number) => parseMeasure(`loss.at(${step})`) ?? 'made'
    const acts = fc.array(
      fc.record({
        act: fc.constantFrom('add', 'add', 'add', 'truncate', 'new', 'purge', 'ask'),
        which: fc.nat(3),
        step: fc.integer({ min: 1, max: 6 }),
        value: fc.integer({ min: 0, max: 9 }),
      }),
      { minLength: 10, maxLength: 60 },
    )
    const read = (step: number, above: number) => {
      const found = store.listing.ordered(
        query(`note:kept loss.at(${step}) > ${above}`),
        { by: at(step), descending: true },
        now,
      )
      const valueOf = (run: number): number => {
        const points = [...(made.get(run) ?? [])].filter(([each]) => each <= step)
        return points.sort(([a], [b]) => a - b).at(-1)?.[1] ?? -1
      }
      const expected = [...made.keys()]
        .filter((run) => valueOf(run) > above)
        .sort((a, b) => valueOf(b) - valueOf(a) || b - a)
      expect(found).toEqual(expected)
    }
    fc.assert(
      fc.property(acts, (all) => {
        for (const { act, which, step, value } of all) {
          const run = [...made.keys()].at(which)
          if (act === 'new') {
            const { number } = store.runs.add(
              newRun(`series${made.size}-${store.listing.version()}`),
            )
            store.shelf.setNotes(number, 'kept')
            made.set(number, new Map())
          } else if (act === 'ask') read(step, value)
          else if (run === undefined) continue
          else if (act === 'add') {
            store.metrics.add(run, { name: 'loss', step, value, seq: store.runs.nextSeq(run) })
            made.get(run)?.set(step, value)
          } else if (act === 'truncate') {
            store.metrics.truncate(run, step)
            for (const each of made.get(run)?.keys() ?? [])
              if (each > step) made.get(run)?.delete(each)
          } else {
            purge(run)
            made.delete(run)
          }
          read(3, 2)
        }
      }),
      { numRuns: 40 },
    )
    for (const run of made.keys()) purge(run)
  })
})
