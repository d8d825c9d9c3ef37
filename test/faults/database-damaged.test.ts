import { spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { generator } from '#random'
import { openStore } from '#store'
import type { RescueReport } from '#host'
import { fillWithRuns } from '../setup/many-runs.ts'
import { goneOf, newFolder, removeFolder, spawnHost, startHost } from './rig.ts'

const runs = 40
const after = 5
/** A folder as a killed host leaves it: a backup, and in the log what came after it. */
let left: string
let dataDir: string
const file = () => join(dataDir, 'cusp.sqlite')
const backup = 'daily-2026-11-30T08-00-00Z.sqlite'

beforeAll(async () => {
  left = newFolder()
  fillWithRuns(left, runs, 10)
  mkdirSync(join(left, 'backups'))
  const place = { file: join(left, 'cusp.sqlite'), backups: join(left, 'backups') }
  const store = openStore(place)
  await store.copyTo(join(left, 'backups', backup))
  for (let i = 0; i < after; i++) {
    const model = store.runs.spec(1)
    const { id } = store.runs.add({
      ...{ id: `after-${i}`, spec: { ...model, seed: 100 + i }, resolved: '{}' },
      ...{ group: null, study: null, totalSteps: 80, stepsPerEpoch: 20, createdAt: i },
    })
    store.runs.move(store.runs.get(id) ?? raise(), { to: 'cancelled', at: 1 })
  }
  dataDir = newFolder()
  // As SIGKILL would leave it: copied while it is open.
  cpSync(left, dataDir, { recursive: true })
  store.close()
  removeFolder(left)
  left = dataDir
})
beforeEach(() => {
  dataDir = newFolder()
  cpSync(left, dataDir, { recursive: true })
})
afterEach(() => removeFolder(dataDir))

function raise(): never {
  throw new Error('It was just added.')
}

/** `cusp folder rescue` in a process of its own. */
function startRescue() {
  const cli = join(import.meta.dirname, '../../src-main/cli/main.ts')
  const args = [cli, 'folder', 'rescue', '--json', '--data', dataDir]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  const gone = goneOf(child)
  return { child, gone, answer: () => JSON.parse(stdout) as RescueReport }
}

async function rescue(): Promise<RescueReport> {
  const { gone, answer } = startRescue()
  expect(await gone).toBe(0)
  return answer()
}

/** Runs that a host which opens the folder lists, oldest first. */
async function listed(): Promise<string[]> {
  const host = await startHost(dataDir)
  const found = await host.client.runs.list()
  await host.stop()
  return found.map(({ id }) => id).sort()
}

/** Whether a host refuses the folder, naming the way on. */
async function isRefused(): Promise<boolean> {
  const { process: child, output } = spawnHost(dataDir)
  const gone = goneOf(child)
  const ended = await Promise.race([gone, ready()])
  if (ended === 'ready') {
    child.kill('SIGTERM')
    await gone
    return false
  }
  expect(ended).toBe(3)
  expect(output()).toContain(`cusp folder rescue --data "${dataDir}"`)
  return true
}

async function ready(): Promise<'ready'> {
  while (!readdirSync(dataDir).includes('host.sock')) await wait(20)
  return 'ready'
}

const ofBackup = Array.from({ length: runs }, (_, i) => `m${String(i).padStart(9, '0')}`)
const all = [...Array.from({ length: after }, (_, i) => `after-${i}`), ...ofBackup].sort()

function flip(name: string, at: number, bit: number): void {
  const bytes = readFileSync(name)
  bytes[at] ^= 1 << bit
  writeFileSync(name, bytes)
}

describe('faults: the database is damaged', () => {
  it('lists all runs where it is not', async () => {
    expect(await listed()).toEqual(all)
  })

  it('in its log, by one bit or a cut: refused, and all is rescued but what nobody can read', async () => {
    const size = readFileSync(`${file()}-wal`).length
    const places = [3, 40, Math.floor(size / 3), Math.floor(size / 2), size - 20]
    for (const [i, at] of places.entries()) {
      removeFolder(dataDir)
      cpSync(left, dataDir, { recursive: true })
      if (i % 2 === 0) flip(`${file()}-wal`, at, i)
      else truncateSync(`${file()}-wal`, at)
      const damaged = readFileSync(`${file()}-wal`)
      expect(await isRefused(), `place ${at}`).toBe(true)
      expect(readFileSync(`${file()}-wal`).equals(damaged)).toBe(true)
      const { quarantine, backup: used } = await rescue()
      expect(used?.name).toBe(backup)
      const found = await listed()
      expect(found).toEqual(expect.arrayContaining(ofBackup))
      // What is behind one bad page of the log is read all the same.
      if (i === 2 || i === 4) expect(found).toEqual(all)
      expect(readFileSync(join(dataDir, quarantine, 'cusp.sqlite-wal')).equals(damaged)).toBe(true)
    }
  })

  it('by flipped bits and lost pages: what was committed before the backup is all there', async () => {
    const draw = generator(['database-damaged'])
    const random = () => draw.uniform()
    for (let round = 0; round < 6; round++) {
      removeFolder(dataDir)
      cpSync(left, dataDir, { recursive: true })
      const bytes = readFileSync(file())
      const pages = bytes.length / 4096
      const count = 1 + Math.floor(random() * 5)
      for (let i = 0; i < count; i++) {
        const page = Math.floor(random() * pages)
        // The head of a page: a bit in a value would look like another value.
        bytes.fill(0x55 ^ round, page * 4096, page * 4096 + 64)
      }
      writeFileSync(
        file(),
        round % 3 === 2 ? bytes.subarray(0, 4096 * Math.floor(pages / 2)) : bytes,
      )
      expect(await isRefused(), `round ${round}`).toBe(true)
      const report = await rescue()
      expect(await listed(), `round ${round}`).toEqual(expect.arrayContaining(ofBackup))
      const db = new Database(file(), { readonly: true })
      const points = db.prepare('SELECT count(*) FROM metrics').pluck().get()
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      db.close()
      expect(points).toBe(runs * 10 * 5)
      expect(report.tables.find(({ name }) => name === 'metrics')?.lost ?? 0).toBe(0)
    }
  })

  it('and so is the backup: both go into quarantine, and what can be read is saved', async () => {
    const kept = join(dataDir, 'backups', backup)
    flip(kept, 8192 + 1, 6)
    truncateSync(kept, 20_480)
    const db = new Database(file(), { readonly: true })
    const page = Number(
      db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'runs_of_config'`).pluck().get(),
    )
    db.close()
    rmSync(`${file()}-wal`)
    rmSync(`${file()}-shm`)
    const bytes = readFileSync(file())
    bytes.fill(0xff, (page - 1) * 4096, (page - 1) * 4096 + 100)
    writeFileSync(file(), bytes)
    // The last host closed it before the damage came: only who reads all of it finds that.
    const report = await rescue()
    expect(report.backup).toBeNull()
    expect(report.badBackups.map(({ name }) => name)).toEqual([backup])
    expect(readdirSync(join(dataDir, report.quarantine)).sort()).toEqual(
      ['cusp.sqlite', backup, 'report.json'].sort(),
    )
    expect(await listed()).toEqual(ofBackup)
  })

  it('after a clean exit: who reads the page first is told what to do', async () => {
    const first = await startHost(dataDir)
    await first.stop()
    const db = new Database(file(), { readonly: true })
    const sql = `SELECT pageno FROM dbstat WHERE name = 'runs' AND pagetype = 'leaf' LIMIT 1`
    const page = Number(db.prepare(sql).pluck().get())
    db.close()
    const bytes = readFileSync(file())
    writeFileSync(file(), bytes.fill(0xa5, (page - 1) * 4096, page * 4096))
    if (await isRefused()) return
    // Who reads it first may be the host itself, just after it said that it is there.
    const host = await startHost(dataDir).catch(String)
    if (typeof host === 'string') {
      expect(host).toContain(`cusp folder rescue --data "${dataDir}"`)
      return
    }
    await expect(host.client.runs.list()).rejects.toMatchObject({ code: 'folder.corrupt' })
    await host.stop()
  })

  it('and its rescue is killed, wherever that is: the next one or the next host has it all', async () => {
    const draw = generator(['rescue-killed'])
    const random = () => draw.uniform()
    const bytes = readFileSync(file())
    bytes.fill(0xa5, 3 * 4096, 5 * 4096)
    const damage = () => {
      removeFolder(dataDir)
      cpSync(left, dataDir, { recursive: true })
      writeFileSync(file(), bytes)
    }
    damage()
    const start = performance.now()
    await rescue()
    const whole = performance.now() - start
    for (let round = 0; round < 8; round++) {
      damage()
      const { child, gone } = startRescue()
      await wait(whole * (0.3 + 0.7 * random()))
      child.kill('SIGKILL')
      await gone
      const inQuarantine = () =>
        readdirSync(join(dataDir, 'quarantine')).map((name) =>
          readFileSync(join(dataDir, 'quarantine', name, 'cusp.sqlite')),
        )
      if (await isRefused()) {
        expect(readFileSync(file()).equals(bytes)).toBe(true)
        await rescue()
      }
      expect(await listed(), `round ${round}`).toEqual(expect.arrayContaining(ofBackup))
      expect(inQuarantine().some((found) => found.equals(bytes))).toBe(true)
    }
  })
})
