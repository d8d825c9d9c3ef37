import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may speak to a browser server: secrets that live as long as the server does. */
export interface Access {
  /** 256 bits, for the address that is printed and for the Bearer header of a program. */
  readonly token: string
  isToken(candidate: string): boolean
  /** Set-Cookie for a page that showed the token. */
  readonly cookie: string
  /** Whether a request carries the cookie, or the token as `Authorization: Bearer`. */
  admits(request: IncomingMessage): boolean
  /** Whether it is a program with the token: no page can send this header without CORS. */
  isBearer(request: IncomingMessage): boolean
}

const secret = () => randomBytes(32).toString('base64url')

/** @param port part of the cookie's name, since cookies do not tell ports of one host apart */
export function makeAccess(port: number): Access {
  const token = secret()
  const session = secret()
  const name = `cusp-${port}`
  const isBearer = ({ headers }: IncomingMessage) => {
    const [, candidate] = /^Bearer ([\w-]+)$/.exec(headers.authorization ?? '') ?? []
    return candidate !== undefined && equal(candidate, token)
  }
  return {
    token,
    isToken: (candidate) => equal(candidate, token),
    cookie: `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`,
    isBearer,
    admits(request) {
      const cookies = (request.headers.cookie ?? '').split(/;\s*/)
      const ours = cookies.filter((cookie) => cookie.startsWith(`${name}=`))
      return (
        isBearer(request) || ours.some((cookie) => equal(cookie.slice(name.length + 1), session))
      )
    },
  }
}

/** Takes the same time whatever the candidate, its length included. */
function equal(candidate: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(candidate), digest(right))
}
