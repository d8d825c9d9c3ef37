import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type WritableStore } from '#store'
import { writeCheckpoint } from '../../../../src-main/host/checkpoint/index.ts'
import {
  finishRescue,
  rescueFolder,
  type RescueReport,
} from '../../../../src-main/host/rescue/index.ts'
import { fillWithRuns } from '../../../setup/many-runs.ts'
import { newRun } from '../../store/new-run.ts'

const now = Date.UTC(2026, 10, 30, 12)
let root: string
const file = () => join(root, 'cusp.sqlite')
const backups = () => join(root, 'backups')
const open = () => openStore({ file: file(), backups: backups() })

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cusp-rescue-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function within<Result>(work: (store: WritableStore) => Result): Result {
  const store = open()
  try {
    return work(store)
  } finally {
    store.close()
  }
}

async function backUp(name = 'daily-2026-11-30T08-00-00Z.sqlite'): Promise<void> {
  mkdirSync(backups(), { recursive: true })
  const store = open()
  await store.copyTo(join(backups(), name))
  store.close()
}

/** Overwrites pages, counted from 1, with what is no page. */
function ruin(...pages: number[]): void {
  const bytes = readFileSync(file())
  for (const page of pages) bytes.fill(0xa5, (page - 1) * 4096, page * 4096)
  writeFileSync(file(), bytes)
}

/** A page of the tree of a table that holds rows. */
function leafOf(table: string): number {
  const db = new Database(file(), { readonly: true })
  const page = db
    .prepare<[string], number>(
      `SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' LIMIT 1 OFFSET 1`,
    )
    .pluck()
    .get(table)
  db.close()
  return page ?? 0
}

async function rescued(): Promise<RescueReport> {
  const found = await rescueFolder(root, { now })
  if (found.kind === 'sound') throw new Error('It was taken for sound.')
  return found
}

const ids = () =>
  within((store) =>
    store.runs
      .list()
      .map(({ id }) => id)
      .sort(),
  )

describe('host/rescue', () => {
  it('changes nothing of a sound folder, nor of an empty one', async () => {
    expect(await rescueFolder(root, { now })).toEqual({ kind: 'sound' })
    within((store) => store.runs.add(newRun('a')))
    const before = readFileSync(file())
    expect(await rescueFolder(root, { now })).toEqual({ kind: 'sound' })
    expect(readFileSync(file()).equals(before)).toBe(true)
    expect(readdirSync(join(root, 'quarantine'))).toEqual([])
  })

  it('has all of a backup and of what came after it, where indexes alone are damaged', async () => {
    fillWithRuns(root, 60, 20)
    await backUp()
    within((store) => store.runs.add(newRun('after')))
    const before = readFileSync(file())
    ruin(leafOf('metrics_by_seq'))
    const damaged = readFileSync(file())
    const report = await rescued()
    expect(ids()).toHaveLength(61)
    expect(report.tables.filter(({ lost }) => lost !== 0)).toEqual([])
    expect(report.lostRuns).toEqual([])
    expect(readFileSync(join(root, report.quarantine, 'cusp.sqlite')).equals(damaged)).toBe(true)
    expect(damaged.equals(before)).toBe(false)
    expect(JSON.parse(readFileSync(join(root, report.quarantine, 'report.json'), 'utf8'))).toEqual(
      report,
    )
    expect(existsSync(join(root, 'rescue')) || existsSync(join(root, 'rescue.tmp'))).toBe(false)
  })

  it('takes from the backup what cannot be read, and says how many rows nobody has', async () => {
    fillWithRuns(root, 60, 20)
    await backUp()
    within((store) => {
      const { number } = store.runs.add(newRun('after'))
      store.transaction(() => {
        for (let step = 0; step < 900; step++)
          store.metrics.add(number, { name: 'loss', step, value: step, seq: step + 1 })
      })
    })
    const db = new Database(file(), { readonly: true })
    const leaves = db
      .prepare<[], number>(
        `SELECT pageno FROM dbstat WHERE name = 'metrics' AND pagetype = 'leaf' ORDER BY path`,
      )
      .pluck()
      .all()
    db.close()
    ruin(leaves[2], leaves.at(-2) ?? 0)
    const report = await rescued()
    const points = report.tables.find(({ name }) => name === 'metrics')
    const left = within((store) =>
      store.metrics.since(store.runs.get('after')?.number ?? 0, 0, 9999),
    )
    expect(left.length).toBeGreaterThan(600)
    expect(left.length).toBeLessThan(900)
    for (const { step, value } of left) expect(value).toBe(step)
    expect(points).toMatchObject({ kept: 60 * 5 * 20 + left.length, lost: 900 - left.length })
    const first = within((store) =>
      store.metrics.since(store.runs.get('m000000000')?.number ?? 0, 0, 9999),
    )
    expect(first).toHaveLength(100)
    within((store) =>
      expect(store.measures.get(store.runs.get('after')?.number ?? 0, 'loss')).toBeDefined(),
    )
  })

  it('reads a file whose first bytes are not those of a database', async () => {
    fillWithRuns(root, 20, 5)
    const bytes = readFileSync(file())
    bytes.fill(0, 0, 16)
    writeFileSync(file(), bytes)
    const report = await rescued()
    expect(report.tables.every(({ lost }) => lost === 0)).toBe(true)
    expect(ids()).toHaveLength(20)
  })

  it('restores the backup alone where nothing can be read, and a bad one goes into quarantine', async () => {
    fillWithRuns(root, 5, 5)
    await backUp('daily-2026-11-28T08-00-00Z.sqlite')
    within((store) => store.runs.add(newRun('later')))
    await backUp('daily-2026-11-29T08-00-00Z.sqlite')
    writeFileSync(join(backups(), 'daily-2026-11-30T08-00-00Z.sqlite'), 'half a backup')
    writeFileSync(file(), 'these are no bytes of a database. '.repeat(300))
    const report = await rescued()
    expect(ids()).toHaveLength(6)
    expect(report.backup?.name).toBe('daily-2026-11-29T08-00-00Z.sqlite')
    expect(report.badBackups.map(({ name }) => name)).toEqual(['daily-2026-11-30T08-00-00Z.sqlite'])
    expect(readdirSync(backups()).sort()).toEqual([
      'daily-2026-11-28T08-00-00Z.sqlite',
      'daily-2026-11-29T08-00-00Z.sqlite',
    ])
    expect(readdirSync(join(root, report.quarantine)).sort()).toEqual(
      ['cusp.sqlite', 'daily-2026-11-30T08-00-00Z.sqlite', 'report.json'].sort(),
    )
  })

  it('restores a backup where the database is gone', async () => {
    fillWithRuns(root, 5, 5)
    await backUp()
    rmSync(file())
    await rescued()
    expect(ids()).toHaveLength(5)
  })

  it('refuses what a newer Cusp wrote, and changes nothing of it', async () => {
    within(() => undefined)
    const db = new Database(file())
    db.pragma('user_version = 4711')
    db.close()
    const before = readFileSync(file())
    await expect(rescueFolder(root, { now })).rejects.toMatchObject({ code: 'folder.newer' })
    expect(readFileSync(file()).equals(before)).toBe(true)
    expect(existsSync(join(root, 'rescue.tmp'))).toBe(false)
  })

  it('keeps two runs apart that had one number, and voids points that a resume voided since', async () => {
    within((store) => {
      const one = store.runs.add(newRun('goes'))
      store.metrics.add(one.number, { name: 'loss', step: 1, value: 1, seq: 1 })
    })
    await backUp()
    within((store) => {
      const { number } = store.runs.get('goes') ?? { number: 0 }
      store.shelf.markPartial(number)
      store.transaction(() => [...store.shelf.purge(number)])
      const next = store.runs.add(newRun('comes'))
      expect(next.number).toBe(number)
      store.metrics.add(number, { name: 'loss', step: 1, value: 7, seq: 1 })
    })
    await backUp('daily-2026-11-30T09-00-00Z.sqlite')
    within((store) => {
      const { number } = store.runs.get('comes') ?? { number: 0 }
      store.runs.nextSeq(number)
      store.metrics.truncate(number, 0)
      store.events.truncate(number, 0, 2)
      for (let i = 0; i < 300; i++) store.runs.add(newRun(`more-${i}`))
    })
    rmSync(join(backups(), 'daily-2026-11-30T09-00-00Z.sqlite'))
    ruin(leafOf('runs_of_config'))
    await rescued()
    expect(ids()).toHaveLength(302)
    within((store) => {
      const loss = (id: string) => store.metrics.series(store.runs.get(id)?.number ?? 0, 'loss')
      expect(loss('goes').map(({ value }) => value)).toEqual([1])
      expect(loss('comes')).toEqual([])
    })
  })

  it('makes a run again that only a checkpoint is left of, with its spec', async () => {
    const made = newRun('kept')
    const folder = join(root, 'checkpoints', 'kept')
    const origin = { run: 'kept', spec: made.spec, step: 4, datasetHash: 'd', engine: null }
    const draft = { step: 4, snapshot: new Uint8Array(64), origin: JSON.stringify(origin) }
    await writeCheckpoint(folder, draft, () => Promise.resolve())
    mkdirSync(join(root, 'checkpoints', 'nameless', 'step-0000000001'), { recursive: true })
    writeFileSync(file(), 'nothing of a database')
    const report = await rescued()
    expect(report.relisted).toEqual({ checkpoints: 1, runs: ['kept'], unknown: ['nameless'] })
    within((store) => {
      const run = store.runs.get('kept')
      expect(run).toMatchObject({ state: 'interrupted', step: 4, deletedAt: null })
      expect(store.runs.spec(run?.number ?? 0)).toEqual(made.spec)
      expect(store.checkpoints.ofRun(run?.number ?? 0)).toMatchObject([{ step: 4, present: true }])
    })
  })

  it('is as before or done, wherever it is cut off, and a second try finishes it', async () => {
    fillWithRuns(root, 30, 5)
    await backUp()
    writeFileSync(join(backups(), 'daily-2026-11-30T09-00-00Z.sqlite'), 'half a backup')
    ruin(leafOf('runs'))
    writeFileSync(`${file()}-shm`, '')
    const damaged = readFileSync(file())
    const kept = `${root}-kept`
    cpSync(root, kept, { recursive: true })
    try {
      for (let at = 1; ; at++) {
        rmSync(root, { recursive: true })
        cpSync(kept, root, { recursive: true })
        let steps = 0
        const cut = () => {
          if (++steps === at) throw new Error('the power went')
        }
        const done = await rescueFolder(root, { now, onStep: cut }).then(
          () => true,
          (error: Error) => {
            expect(error.message).toBe('the power went')
            return false
          },
        )
        if (
          !existsSync(join(root, 'rescue')) &&
          !done &&
          !existsSync(join(root, 'quarantine', 'database-2026-11-30T12-00-00Z'))
        )
          expect(readFileSync(file()).equals(damaged), `cut at ${at}`).toBe(true)
        // What the next host does, before it opens anything.
        await finishRescue(root)
        await rescueFolder(root, { now: now + 1000 })
        expect(ids(), `cut at ${at}`).toHaveLength(30)
        const found = readdirSync(join(root, 'quarantine')).map((name) =>
          readFileSync(join(root, 'quarantine', name, 'cusp.sqlite')),
        )
        expect(found.some((bytes) => bytes.equals(damaged))).toBe(true)
        expect(found).toHaveLength(1)
        if (done) break
      }
    } finally {
      rmSync(kept, { recursive: true, force: true })
    }
  })
})
