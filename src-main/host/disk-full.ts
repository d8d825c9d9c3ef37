import { CuspError } from '#errors'
import { isDiskFull, spokenOfDamage } from '#store'
import type { DataFolder } from './folder.ts'

/** What SQLite refused, in our words: no room, or a page that cannot be read. */
export function spoken(error: unknown, { folder }: { readonly folder: DataFolder }): unknown {
  return spokenOfDamage(spokenOfDisk(error, folder.root), folder.database)
}

/** A database without room says so in our words; whatever else was thrown says it itself. */
export function spokenOfDisk(error: unknown, folder: string): unknown {
  if (!isDiskFull(error)) return error
  const message = `The disk of ${folder} is full, so nothing can be recorded; make room first.`
  return new CuspError('disk.full', message, { place: folder, cause: error })
}
