import { ORPCError } from '@orpc/client'
import { asCuspError, catalogue, CuspError, type ErrorCode } from '#errors'

/** Wire form of a refusal, as the contract declares it. */
type Refused = ORPCError<'REFUSED', { code: string; place?: string }>

/** Anything a procedure threw, in the one form that crosses the wire. */
export function toRefused(thrown: unknown): Refused {
  if (thrown instanceof ORPCError && thrown.code === 'REFUSED') return thrown as Refused
  const { code, message, place } =
    thrown instanceof ORPCError ? ofCall(thrown) : asCuspError(thrown)
  return new ORPCError('REFUSED', { message, data: { code, place }, cause: thrown })
}

/** What a call through any transport threw, as the CuspError it was on the other side. */
export function fromRefused(thrown: unknown): CuspError {
  if (thrown instanceof CuspError) return thrown
  if (!(thrown instanceof ORPCError)) {
    return new CuspError('host.unreachable', 'The host ended while it was asked.', {
      cause: thrown,
    })
  }
  if (thrown.code !== 'REFUSED') return ofCall(thrown)
  const { code, place } = thrown.data as { code: string; place?: string }
  return new CuspError(isCode(code) ? code : 'internal', thrown.message, { place, cause: thrown })
}

/** oRPC's own errors: an argument that breaks its schema, or a defect. */
function ofCall(error: CallError): CuspError {
  const issue = (error.data as { issues?: readonly Issue[] } | undefined)?.issues?.[0]
  if (error.code !== 'BAD_REQUEST' || issue === undefined) {
    return new CuspError('internal', error.message, { cause: error })
  }
  const place = (issue.path ?? []).map(String).join('.')
  const where = place === '' ? 'The request' : place
  return new CuspError('input.invalid', `${where}: ${issue.message}.`, { place, cause: error })
}

/** What we read of an ORPCError; its own type says `any`. */
interface CallError {
  readonly code: string
  readonly message: string
  readonly data?: unknown
}

interface Issue {
  readonly message: string
  readonly path?: readonly unknown[]
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(catalogue, code)
}
