import { catalogue, type ErrorCode, type ExitCode } from './catalogue.ts'

/** An error a person can act on: one sentence with the place, the value and what would be right. */
export class CuspError extends Error {
  override readonly name = 'CuspError'
  readonly code: ErrorCode
  /** Where it is wrong: a path into a document (`curriculum.lanes.epsilon[1].value`) or a file. */
  readonly place: string | undefined

  constructor(code: ErrorCode, message: string, detail: { place?: string; cause?: unknown } = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause })
    this.code = code
    this.place = detail.place
  }

  get exit(): ExitCode {
    return catalogue[this.code].exit
  }
}

/** Any thrown value as a CuspError; what Cusp did not foresee becomes `internal` and keeps its cause. */
export function asCuspError(thrown: unknown): CuspError {
  if (thrown instanceof CuspError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new CuspError('internal', message, { cause: thrown })
}
