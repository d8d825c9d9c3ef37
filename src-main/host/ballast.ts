import { randomFillSync } from 'node:crypto'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { freeBytes } from '#disk'

/**
 * SQLite needs room even to delete, so a full disk could not be told to the database. 8 MB holds
 * the write-ahead log of thousands of state changes (it is folded in at 4 MB); a larger file would
 * only hide the problem longer, as a pause is the answer to it.
 */
export const ballastBytes = 8 * 1024 * 1024

/** Keeps room aside if there is plenty. Random bytes: some file systems store zeros in no room. */
export function fillBallast(file: string): void {
  if (sizeOf(file) === ballastBytes) return
  if ((freeBytes(dirname(file)) ?? Infinity) < 4 * ballastBytes) return
  try {
    writeFileSync(file, randomFillSync(new Uint8Array(ballastBytes)))
  } catch {
    // No room after all: then there is nothing to keep aside, and nothing is lost by it.
    releaseBallast(file)
  }
}

/** Gives the room back; false if it had been given before. */
export function releaseBallast(file: string): boolean {
  const had = sizeOf(file) > 0
  rmSync(file, { force: true })
  return had
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
