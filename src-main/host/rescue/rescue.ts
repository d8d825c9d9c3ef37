import { mkdir, open, readdir, rename } from 'node:fs/promises'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { freeBytes, removeFolder, syncFolder, writeDurably } from '#disk'
import { CuspError } from '#errors'
import {
  chooseBackup,
  copyToRead,
  diagnose,
  lockFolder,
  openStore,
  rebuild,
  type BadBackup,
  type SavedTable,
} from '#store'
import { makeFolder, type DataFolder } from '../folder.ts'
import {
  databaseName,
  decidedOf,
  draftOf,
  finishRescue,
  planName,
  type OnStep,
  type Plan,
} from './finish.ts'
import { relist, specsOnDisk, type Relisted } from './relist.ts'

/** What a rescue saved and what it did not; also kept beside the damaged files as `report.json`. */
export interface RescueReport {
  readonly kind: 'rescued'
  /** Why the database could not be used. */
  readonly fault: string
  /** Folder of the damaged files, in that of the data; null where there was no database at all. */
  readonly quarantine: string
  readonly backup: { readonly name: string; readonly at: number } | null
  readonly badBackups: readonly BadBackup[]
  readonly badLogPages: number
  readonly tables: readonly SavedTable[]
  /** Ids of runs that nothing but their name is left of. */
  readonly lostRuns: readonly string[]
  readonly relisted: Relisted
}

export type Rescue = { readonly kind: 'sound' } | RescueReport

export interface RescueSpec {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly onStep?: OnStep
}

/**
 * Makes a database of what a damaged one and its backups have, beside them, and puts it into its place
 * by one rename that decides it; nothing of the damaged files is changed or removed, they are moved to
 * the quarantine. Killed before that rename, all is as it was; killed after it, the next start goes on.
 * @throws CuspError `folder.in-use`, `folder.newer`, `folder.unwritable`, `disk.full`.
 */
export async function rescueFolder(dataDir: string, spec: RescueSpec): Promise<Rescue> {
  const folder = makeFolder(dataDir)
  const lock = lockFolder(folder.lock)
  try {
    await finishRescue(folder.root, spec.onStep)
    const draft = draftOf(folder.root)
    // Copies that a kill left; what they are of is where it was.
    await removeFolder(draft)
    try {
      return await rescue(folder, draft, spec)
    } finally {
      await removeFolder(draft)
    }
  } finally {
    lock.release()
  }
}

async function rescue(
  folder: DataFolder,
  draft: string,
  { now, onStep = () => undefined }: RescueSpec,
): Promise<Rescue> {
  refuseFullDisk(folder)
  onStep('read the database')
  await mkdir(draft)
  const damaged = join(draft, 'damaged.sqlite')
  copyToRead(folder.database, damaged)
  const found = diagnose(folder.database, damaged)
  const { backup, bad } = chooseBackup(folder.backups)
  const isEmpty = found.kind === 'missing' && backup === undefined && bad.length === 0
  if (found.kind === 'sound' || (isEmpty && (await isBare(folder)))) return { kind: 'sound' }

  onStep('save what can be read')
  const target = join(draft, databaseName)
  const rebuilt = rebuild({
    damaged,
    backup: backup && join(folder.backups, backup.name),
    target,
    specOf: specsOnDisk(folder.checkpoints),
  })
  onStep('list checkpoints')
  const relisted = await complete(target, folder, now)

  const quarantine = quarantineOf(folder, now)
  const report: RescueReport = {
    kind: 'rescued',
    fault: found.kind === 'damaged' ? found.fault : 'the database was missing',
    quarantine,
    backup: backup ? { name: backup.name, at: backup.at } : null,
    badBackups: bad,
    badLogPages: rebuilt.badLogPages,
    tables: rebuilt.tables,
    lostRuns: rebuilt.lostRuns.filter((id) => !relisted.runs.includes(id)),
    relisted,
  }
  await decide(folder.root, draft, planOf(report), report, onStep)
  await finishRescue(folder.root, onStep)
  return report
}

/** Gives checkpoints on the disk their rows. */
async function complete(target: string, folder: DataFolder, now: number): Promise<Relisted> {
  const store = openStore({ file: target, backups: join(draftOf(folder.root), 'backups') })
  try {
    return await relist(store, folder.checkpoints, now)
  } finally {
    store.close()
  }
}

function planOf({ quarantine, badBackups }: RescueReport): Plan {
  const files = ['', '-wal', '-shm'].map((ending) => databaseName + ending)
  return {
    version: 1,
    moves: [
      ...files.map((from) => ({ from, to: `${quarantine}/${from}` })),
      ...badBackups.map(({ name }) => ({ from: `backups/${name}`, to: `${quarantine}/${name}` })),
      { from: 'rescue/report.json', to: `${quarantine}/report.json` },
    ],
  }
}

/** Up to its last line nothing has happened; after it, it has. */
async function decide(
  root: string,
  draft: string,
  plan: Plan,
  report: RescueReport,
  onStep: OnStep,
): Promise<void> {
  for (const name of await readdir(draft)) {
    if (name !== databaseName) await removeFolder(join(draft, name))
  }
  await syncFile(join(draft, databaseName))
  onStep('write the plan')
  await writeDurably(join(draft, planName), JSON.stringify(plan))
  await writeDurably(join(draft, 'report.json'), JSON.stringify(report, null, 2))
  await syncFolder(draft)
  onStep('decide')
  await rename(draft, decidedOf(root))
  await syncFolder(root)
}

async function syncFile(file: string): Promise<void> {
  const opened = await open(file, 'r+')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/** A name of its own: damaged files of an earlier rescue stay. */
function quarantineOf({ root }: DataFolder, now: number): string {
  const stem = `quarantine/database-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z`
  for (let copy = 1; ; copy++) {
    const name = copy === 1 ? stem : `${stem}-${copy}`
    if (!existsSync(join(root, name))) return name
  }
}

/** Whether there is nothing to make a database of. */
async function isBare({ checkpoints }: DataFolder): Promise<boolean> {
  return (await readdir(checkpoints)).length === 0
}

/** The copy that is read, and the new database. */
function refuseFullDisk({ root, database, backups }: DataFolder): void {
  const sizes = [database, `${database}-wal`].map(
    (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0,
  )
  const needed = 3 * sizes.reduce((sum, size) => sum + size, 0)
  const free = freeBytes(root)
  if (free === null || free >= needed) return
  throw new CuspError(
    'disk.full',
    `A rescue needs ${(needed / 1e6).toFixed(0)} MB beside the damaged database and ${(free / 1e6).toFixed(0)} ` +
      `MB are free on the disk of ${root}; make room first (backups in ${backups} are needed).`,
    { place: root },
  )
}
