import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '#store'
import { migrations } from '../../../src-main/store/migrations/index.ts'
import { newRun } from './new-run.ts'

let folder: string
const place = () => ({ file: join(folder, 'cusp.sqlite'), backups: folder })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-migrations-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A file as the Cusp of that version left it, with one run and its unfinished evaluation. */
function fileOfVersion(version: number): void {
  const db = new Database(place().file)
  for (const { sql } of migrations.slice(0, version)) db.exec(sql)
  db.pragma(`application_id = ${0x43555350}`)
  db.pragma(`user_version = ${version}`)
  const { spec } = newRun('old')
  db.exec(`INSERT INTO runs (id, name, seed, architecture, loss, curriculum, state, task, created_at,
    total_steps, steps_per_epoch)
    VALUES ('old', 'old', 0, 'std-cnn', 'cross-entropy', 'plain', 'interrupted', 'train', 1, 8, 4)`)
  db.prepare('INSERT INTO specs (run, spec) VALUES (1, ?)').run(JSON.stringify(spec))
  db.prepare(
    `INSERT INTO evaluations (run, step, protocol, subset, labels, subset_hash, plans_total, started_at)
     VALUES (1, 8, ?, x'07000000', x'01', 'h', 2, 1)`,
  ).run(JSON.stringify(spec.evaluation))
  db.exec(`INSERT INTO plan_results (evaluation, position, plan, prediction, loss, margin, gallery)
    VALUES (1, 0, '{"attack":"clean"}', x'01000000', x'00000000', x'00000000', x'')`)
  db.close()
}

describe('store/migrations', () => {
  it('are numbered without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1))
  })

  it.each(migrations.map(({ version }) => version))(
    'bring a file of version %i to the newest, with what it holds',
    (version) => {
      fileOfVersion(version)
      const store = openStore(place())
      expect(store.version).toBe(migrations.length)
      expect(store.runs.get('old')?.id).toBe('old')
      expect(store.evaluations.plansDone(1)).toEqual([{ attack: 'clean' }])
      expect(store.evaluations.results(1)[0].prediction).toEqual(Int32Array.of(1))
      expect(store.evaluations.portionsDone(1)).toEqual([])
      store.close()
    },
  )
})
