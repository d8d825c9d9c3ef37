import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CuspError } from '#errors'
import { listBackups, type Backup } from '../backups.ts'
import { applicationId } from '../database.ts'
import { findFault, findFaultOfFile } from '../examine.ts'
import { examineLog } from '../log-file.ts'
import { migrations } from '../migrations/index.ts'
import { refuseOther } from './read-table.ts'

/** How a database stands that nobody has open. */
export type Diagnosis =
  | { readonly kind: 'missing' }
  | { readonly kind: 'sound' }
  | { readonly kind: 'damaged'; readonly fault: string }

/** Copies a database with its log, to look into it without changing a byte of it. */
export function copyToRead(file: string, copy: string): void {
  for (const ending of ['', '-wal']) {
    if (existsSync(file + ending)) copyFileSync(file + ending, copy + ending)
  }
}

/**
 * Looks into all of a database by its copy.
 * @throws CuspError `folder.newer`: what a newer Cusp wrote is not for this one to judge.
 */
export function diagnose(file: string, copy: string): Diagnosis {
  if (!existsSync(file)) return { kind: 'missing' }
  const log = examineLog(file)
  if (log.kind === 'damaged') return log
  let connection: Database.Database | undefined
  try {
    connection = new Database(copy, { readonly: true })
    if (connection.pragma('application_id', { simple: true }) !== applicationId)
      return { kind: 'damaged', fault: 'it is no database of Cusp' }
    refuseNewer(file, Number(connection.pragma('user_version', { simple: true })))
    const fault = findFault(connection, { thoroughness: 'full' })
    return fault === undefined ? { kind: 'sound' } : { kind: 'damaged', fault }
  } catch (error) {
    if (error instanceof CuspError) throw error
    refuseOther(error)
    return { kind: 'damaged', fault: (error as Error).message }
  } finally {
    connection?.close()
  }
}

function refuseNewer(file: string, version: number): void {
  if (version <= migrations.length) return
  throw new CuspError(
    'folder.newer',
    `${file} has version ${version} and this Cusp knows versions up to ${migrations.length}; ` +
      'let the Cusp that wrote it, or a newer one, look after it.',
    { place: file },
  )
}

export interface BadBackup {
  readonly name: string
  readonly fault: string
}

/**
 * The backup with the most in it of those that every page can be read of: of a later version, then made
 * before a migration, then the later one. A copied folder may have lost the times of its files.
 */
export function chooseBackup(folder: string): {
  readonly backup: Backup | undefined
  readonly bad: readonly BadBackup[]
} {
  const bad: BadBackup[] = []
  const sound: { backup: Backup; version: number }[] = []
  for (const backup of listBackups(folder)) {
    const file = join(folder, backup.name)
    const fault = findFaultOfFile(file)
    if (fault !== undefined) bad.push({ name: backup.name, fault })
    else sound.push({ backup, version: versionOfFile(file) })
  }
  const isBefore = ({ backup }: (typeof sound)[number]) => Number(backup.kind !== 'daily')
  const [best] = sound
    .filter(({ version }) => version <= migrations.length)
    .sort(
      (a, b) => b.version - a.version || isBefore(b) - isBefore(a) || b.backup.rank - a.backup.rank,
    )
  return { backup: best?.backup, bad }
}

function versionOfFile(file: string): number {
  const connection = new Database(file, { readonly: true })
  try {
    return Number(connection.pragma('user_version', { simple: true }))
  } finally {
    connection.close()
  }
}
