import { CuspError } from '#errors'

/** A bundle that is not what it should be, as an error a person can act on. */
export function malformed(place: string, problem: string, cause?: unknown): CuspError {
  return new CuspError('bundle.malformed', `${place} ${problem}.`, { place, cause })
}

/** @throws CuspError `bundle.cancelled` once the signal is aborted. */
export function goOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  throw new CuspError('bundle.cancelled', 'It was cancelled; nothing of it was kept.')
}
