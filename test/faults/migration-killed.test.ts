import { spawn } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFaultOfFile, listBackups } from '#store'
import { fillWithRuns } from '../setup/many-runs.ts'
import { goneOf, newFolder, removeFolder, startHost } from './rig.ts'

let dataDir: string
beforeEach(() => {
  dataDir = newFolder()
  fillWithRuns(dataDir, 30, 10)
})
afterEach(() => removeFolder(dataDir))

describe('faults: a migration', () => {
  it('is killed half-way: nothing of it happened, its backup is whole, and the next host goes on', async () => {
    const file = join(dataDir, 'cusp.sqlite')
    const backups = join(dataDir, 'backups')
    const program = join(import.meta.dirname, '../main/store/programs/killed-migration.ts')
    for (let round = 1; round <= 4; round++) {
      const child = spawn(process.execPath, [program, file, backups], { stdio: 'inherit' })
      await goneOf(child)
      expect(child.signalCode).toBe('SIGKILL')
      const names = listBackups(backups).map(({ name }) => name)
      expect(names).toHaveLength(Math.min(round, 3))
      for (const name of names) expect(findFaultOfFile(join(backups, name))).toBeUndefined()
    }
    const host = await startHost(dataDir)
    const found = await host.client.runs.list()
    expect(found).toHaveLength(30)
    expect(found.filter(({ name }) => name === 'changed')).toEqual([])
    await host.stop()
    const db = new Database(file, { readonly: true })
    const half = `SELECT count(*) FROM sqlite_schema WHERE name = 'half'`
    expect(db.prepare(half).pluck().get()).toBe(0)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })
})
