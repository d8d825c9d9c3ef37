import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { removeDatabase } from './copy.ts'

/** Made once a day of use, or before a newer Cusp changed the tables. */
export type BackupKind = 'daily' | 'before-migration'

/** A whole copy of the database, checked when it was made. */
export interface Backup {
  readonly kind: BackupKind
  /** Name of its file in the folder of backups. */
  readonly name: string
  readonly bytes: number
  /** When it was made, in milliseconds since 1970. */
  readonly at: number
  /** Of two of one kind the later has the larger. */
  readonly rank: number
}

/** How many of each kind are kept. */
const kept = 3

const daily = /^daily-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.sqlite$/
const beforeMigration = /^before-(\d+)(?:-(\d+))?\.sqlite$/
/** What is not whole yet; one that a kill left is removed. */
const part = '.part'

/** A colon is no letter of a Windows name. */
export function dailyName(now: number): string {
  return `daily-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z.sqlite`
}

/** The first name that is free for the copy made before version `version`. */
export function beforeName(folder: string, version: number): string {
  const taken = new Set(namesIn(folder))
  for (let copy = 1; ; copy++) {
    const name = copy === 1 ? `before-${version}.sqlite` : `before-${version}-${copy}.sqlite`
    if (!taken.has(name)) return name
  }
}

/** Backups of a folder, newest of each kind first; anything else in it is nobody's business. */
export function listBackups(folder: string): Backup[] {
  return namesIn(folder)
    .flatMap((name) => asBackup(folder, name) ?? [])
    .sort((a, b) => b.rank - a.rank)
}

function asBackup(folder: string, name: string): Backup | undefined {
  const found = statSync(join(folder, name), { throwIfNoEntry: false })
  if (!found?.isFile()) return undefined
  const { size: bytes, mtimeMs } = found
  const [, day, hour, minute, second] = daily.exec(name) ?? []
  if (day !== undefined) {
    const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`)
    return Number.isNaN(at) ? undefined : { kind: 'daily', name, bytes, at, rank: at }
  }
  const [, version, copy = '1'] = beforeMigration.exec(name) ?? []
  if (version === undefined) return undefined
  const rank = Number(version) * 1e6 + Number(copy)
  return { kind: 'before-migration', name, bytes, at: Math.round(mtimeMs), rank }
}

/** The newest daily one that was made by `now`: what is dated later was made by a clock that was wrong. */
export function newestDaily(folder: string, now: number): Backup | undefined {
  return listBackups(folder).find(({ kind, at }) => kind === 'daily' && at <= now)
}

/** Where a backup is made until it is known to be whole. */
export function partOf(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true })
  return join(folder, name + part)
}

/** Gives a backup that was checked its name. */
export function publishBackup(folder: string, name: string): void {
  renameSync(join(folder, name + part), join(folder, name))
}

/**
 * Removes all but the newest three of each kind, and what a kill left half made.
 * @param now what is dated after it goes first: a clock that was wrong for a day must not keep three
 *   old copies for a year.
 */
export function pruneBackups(folder: string, now = Infinity): void {
  for (const name of namesIn(folder)) {
    if (/\.part(-journal|-wal|-shm)?$/.test(name)) removeDatabase(join(folder, name))
  }
  const ranked = listBackups(folder).sort(
    (a, b) => Number(a.at > now) - Number(b.at > now) || b.rank - a.rank,
  )
  for (const kind of ['daily', 'before-migration'] as const) {
    for (const { name } of ranked.filter((each) => each.kind === kind).slice(kept))
      rmSync(join(folder, name), { force: true })
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
