import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { runSpecSchema, type RunSpec } from '#spec'
import {
  newFolder,
  removeFolder,
  spec,
  startHost,
  untilState,
  workersOf,
  type HostProcess,
} from './rig.ts'

/** Little training, then two plans of three portions: long enough to be killed in the middle. */
const long: RunSpec = runSpecSchema.parse({
  ...spec,
  dataset: { ...spec.dataset, train: 48, test: 300 },
  epochs: 1,
  evaluation: {
    version: 1,
    name: 'long',
    subset: { count: 300 },
    gallery: 140,
    plans: [
      { attack: 'pgd', epsilon: 0.1, steps: 100 },
      { attack: 'pgd', epsilon: 0.2, steps: 100 },
    ],
  },
})

interface Watched {
  readonly host: HostProcess
  readonly db: Database.Database
  readonly run: string
}

/** Lets `befall` meet a run of its own; gives what was kept of it, and how often each portion came. */
async function live(befall: (watched: Watched) => Promise<HostProcess>) {
  const dataDir = newFolder()
  let host = await startHost(dataDir)
  const db = new Database(join(dataDir, 'cusp.sqlite'), { timeout: 10_000 })
  db.exec(`CREATE TABLE told (position INTEGER, first_image INTEGER) STRICT;
    CREATE TRIGGER portion_told BEFORE INSERT ON plan_portions
    BEGIN INSERT INTO told VALUES (NEW.position, NEW.first_image); END;`)
  try {
    const { runs } = await host.client.runs.start({ specs: [long] })
    host = await befall({ host, db, run: runs[0] })
    await untilState(host, runs[0], 'finished')
    const told = db.prepare('SELECT * FROM told').raw().all() as [number, number][]
    const kept = db
      .prepare('SELECT position, plan, prediction, loss, margin, gallery FROM plan_results')
      .all()
    return { told: told.map(String).sort(), kept }
  } finally {
    db.close()
    await host.stop()
    removeFolder(dataDir)
  }
}

/** Resolves in the middle of a plan: some of its portions are in the database, others are not. */
async function midPlan({ db }: Watched, position: number): Promise<void> {
  const count = db
    .prepare<[number], number>('SELECT count(*) FROM plan_portions WHERE position = ?')
    .pluck()
  const done = db.prepare<[number]>('SELECT 1 FROM plan_results WHERE position = ?')
  while ((count.get(position) ?? 0) === 0) {
    if (done.get(position)) throw new Error('The plan was over before it could be killed.')
    await wait(2)
  }
}

describe('faults: an evaluation is killed', () => {
  it('with its worker and with its host, and no image in the store is attacked again', async () => {
    const unbroken = await live(async ({ host }) => host)
    const broken = await live(async (watched) => {
      const { host, run, db } = watched
      await midPlan(watched, 1)
      const workers = workersOf(run)
      for (const pid of workers) process.kill(pid, 'SIGKILL')
      expect(workers).toHaveLength(1)
      await midPlan(watched, 2)
      await host.kill()
      const again = await startHost(join(db.name, '..'))
      await again.client.runs.resume({ run })
      return again
    })
    expect(unbroken.told).toHaveLength(9)
    expect(broken.told).toEqual(unbroken.told)
    expect(broken.kept).toEqual(unbroken.kept)
  })
})
