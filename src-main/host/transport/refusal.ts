import { ORPCError } from '@orpc/client'
import { asCuspError, catalogue, CuspError, type ErrorCode } from '#errors'

/** Wire form of a refusal, as the contract declares it. */
type Refused = ORPCError<'REFUSED', { code: string; place?: string }>

/** Anything a procedure threw, in the one form that crosses the wire. */
export function toRefused(thrown: unknown): Refused {
  if (thrown instanceof ORPCError && thrown.code === 'REFUSED') return thrown as Refused
  const { code, message, place } = asCuspError(thrown)
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
  if (thrown.code !== 'REFUSED') return asCuspError(thrown)
  const { code, place } = thrown.data as { code: string; place?: string }
  return new CuspError(isCode(code) ? code : 'internal', thrown.message, { place, cause: thrown })
}

/** A host of another version may know codes that this one does not. */
function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(catalogue, code)
}
