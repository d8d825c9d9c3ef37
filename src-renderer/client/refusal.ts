import { ORPCError } from '@orpc/client'

/** The host said no, or cannot be asked: one sentence for a person, with a code of the catalogue. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  /** Where it is wrong, for example `curriculum.lanes.epsilon[1].value`. */
  readonly place: string | undefined

  constructor(code: string, message: string, place?: string) {
    super(message)
    this.code = code
    this.place = place
  }
}

/** Anything a call threw, as a Refusal. What is no answer at all means that the host is gone. */
export function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  if (!(thrown instanceof ORPCError)) {
    return new Refusal('host.unreachable', 'The host does not answer: the connection was lost.')
  }
  const data = (thrown.data ?? {}) as RefusalData
  if (thrown.code === 'REFUSED') {
    return new Refusal(data.code ?? 'internal', thrown.message, data.place)
  }
  const issue = data.issues?.[0]
  if (thrown.code !== 'BAD_REQUEST' || issue === undefined) {
    return new Refusal('internal', thrown.message)
  }
  const place = (issue.path ?? []).map(String).join('.')
  const where = place === '' ? 'The request' : place
  return new Refusal('input.invalid', `${where}: ${issue.message}.`, place)
}

/** What oRPC errors carry: ours (`code`, `place`), or the issues of a schema. */
interface RefusalData {
  readonly code?: string
  readonly place?: string
  readonly issues?: readonly { readonly message: string; readonly path?: readonly unknown[] }[]
}
