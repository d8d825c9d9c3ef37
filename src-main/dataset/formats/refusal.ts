import { CuspError } from '#errors'

/** A dataset file that is not what it should be, as an error a person can act on. */
export function malformed(file: string, problem: string, cause?: unknown): CuspError {
  return new CuspError('dataset.malformed', `${file}: ${problem}`, { place: file, cause })
}

/** A dataset file that is not there or cannot be opened. */
export function missing(file: string, cause: unknown, wanted = ''): CuspError {
  const reason = (cause as NodeJS.ErrnoException).code
  const problem = reason === 'ENOENT' ? 'is not there' : `cannot be opened (${reason})`
  const hint = wanted === '' ? '' : `; ${wanted}`
  return new CuspError('dataset.missing', `dataset file ${file} ${problem}${hint}`, {
    place: file,
    cause,
  })
}
