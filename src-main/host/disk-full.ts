import { CuspError } from '#errors'
import { isDiskFull } from '#store'

/** A database without room says so in our words; whatever else was thrown says it itself. */
export function spokenOfDisk(error: unknown, folder: string): unknown {
  if (!isDiskFull(error)) return error
  const message = `The disk of ${folder} is full, so nothing can be recorded; make room first.`
  return new CuspError('disk.full', message, { place: folder, cause: error })
}
