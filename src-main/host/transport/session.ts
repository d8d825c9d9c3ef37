import type { IncomingMessage } from 'node:http'
import type { Access } from './access.ts'

/** A token is 43 characters; anything long is not one. */
const bodyLimit = 1024

/**
 * What `POST /session` gets: 204 and the cookie for the right token, else 401. JSON is required: a
 * page of another site cannot send it without asking first, which nobody answers.
 */
export async function openSession(
  request: IncomingMessage,
  access: Access,
): Promise<{ status: 204; cookie: string } | { status: 401 | 413 | 415 }> {
  if (request.headers['content-type'] !== 'application/json') return { status: 415 }
  const body = await readBody(request)
  if (body === undefined) return { status: 413 }
  const token = tokenIn(body)
  if (token === undefined || !access.isToken(token)) return { status: 401 }
  return { status: 204, cookie: access.cookie }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tokenIn(body: string): string | undefined {
  try {
    const { token } = JSON.parse(body) as { token?: unknown }
    return typeof token === 'string' ? token : undefined
  } catch {
    return undefined
  }
}
