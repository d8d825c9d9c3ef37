import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStore } from '#store'

/** Tables that have a row for each run, or many. */
const large = ['runs', 'specs', 'metrics', 'events', 'run_measures', 'run_labels', 'checkpoints']
const ofEvaluations = ['evaluations', 'plan_results', 'plan_portions', 'examinations']

/** What may walk over a whole table: it is about all runs, or asked once. */
const mayWalk = [
  // The whole list of runs, for a terminal.
  /WHERE deleted_at IS NULL ORDER BY number DESC$/,
  // Imported networks, when one more comes in: 20 ms of 100,000 runs.
  /WHERE architecture = \? ORDER BY/,
  /^SELECT\s+\(SELECT count\(\*\) FROM runs\) -/,
  // From the newest on, until there are enough.
  /ORDER BY number DESC LIMIT \?\)\s+UNION/,
  // A migration, once.
  /^SELECT run, spec FROM specs$/,
  // Tags and how many runs have each.
  /FROM run_labels GROUP BY kind, name/,
  // What every run is at a path or step, kept from then on.
  /^INSERT INTO (setting|step)_values/,
]

let folder: string
let raw: Database.Database
const statements = new Set<string>()

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-plans-'))
  const prepare = vi.spyOn(Database.prototype, 'prepare')
  const store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
  for (const [sql] of prepare.mock.calls) statements.add(sql.trim())
  prepare.mockRestore()
  store.close()
  raw = new Database(join(folder, 'cusp.sqlite'))
  raw.exec('CREATE TEMP TABLE setting_values (path, run, text, number, PRIMARY KEY (path, run))')
  raw.exec('CREATE TEMP TABLE step_values (name, step, run, value, PRIMARY KEY (name, step, run))')
})
afterAll(() => {
  raw.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Indexes of the few rows that a condition lets in. */
const ofFew = ['runs_in_queue', 'runs_live', 'runs_unmeasured', 'runs_not_ended', 'runs_deleted']

/** Tables that SQLite would walk over, each with how it says so. */
function walksOf(sql: string): string[] {
  const binds = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]))
  const marks = [...sql.matchAll(/\?/g)].map(() => null)
  const given = Object.keys(binds).length > 0 ? [binds] : marks
  const plan = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...given) as { detail: string }[]
  return plan.flatMap(({ detail }) => {
    const [, table, index] = /^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/.exec(detail) ?? []
    return [...large, ...ofEvaluations].includes(table) && !ofFew.includes(index) ? [detail] : []
  })
}

describe('store/plans', () => {
  it('walks over no table of many rows where an index leads to those asked for', () => {
    const queries = [...statements].filter((sql) =>
      /^(SELECT|UPDATE|DELETE|INSERT|WITH)\b/.test(sql),
    )
    expect(queries.length).toBeGreaterThan(80)
    const walking = queries
      .filter((sql) => !mayWalk.some((known) => known.test(sql)))
      .map((sql) => ({ sql, walks: walksOf(sql) }))
      .filter(({ walks }) => walks.length > 0)
    expect(walking).toEqual([])
  })
})
