import Database from 'better-sqlite3'
import type { WritableSettings } from './settings.ts'

const backedUp = 'backedUp'

/** How a file was found: `trusted` when the last process closed it, so that what it remembered holds. */
export type Begin = 'fresh' | 'trusted' | 'doubtful'

/** Whether there is anything that the newest backup lacks. */
export interface Changes {
  /** Names the present state; equal as long as nothing is committed. */
  mark(): number
  hasAny(): boolean
  /** Says that what there was at `mark` is in a backup. */
  settle(mark: number): void
  /** Remembers it for who opens the file next. */
  close(): void
}

/**
 * Watches a file for commits by a connection of its own, which alone is told of them: counting
 * changes in the one that writes would count rows of temporary tables.
 */
export function watchChanges(file: string, settings: WritableSettings, begin: Begin): Changes {
  let isBehind = begin === 'doubtful' || (begin === 'trusted' && settings.get(backedUp) !== 'yes')
  const watcher = new Database(file, { readonly: true, fileMustExist: true })
  const version = watcher.prepare<[], number>('PRAGMA data_version').pluck()
  const mark = () => version.get() ?? 0
  let settled = mark()
  const hasAny = () => isBehind || mark() !== settled
  return {
    mark,
    hasAny,
    settle: (at) => {
      isBehind = false
      settled = at
    },
    close: () => {
      const now = hasAny() ? 'no' : 'yes'
      watcher.close()
      settings.set(backedUp, now)
    },
  }
}
