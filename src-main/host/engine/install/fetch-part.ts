import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { CuspError } from '#errors'
import { locate, type Locate } from './locate.ts'
import type { Part } from './parts.ts'

/** Bytes of a part that are on the disk so far. */
export type OnBytes = (part: Part, bytes: number) => void

/**
 * Puts a part at `target`, whole and with the right hash. What an earlier attempt left there is gone
 * on with, and nothing is fetched of what is already whole.
 * @param find gives the address of what is to be fetched
 * @throws CuspError `engine.download`: the connection, or other bytes than were asked for. After a
 *   broken connection the bytes so far are kept.
 */
export async function fetchPart(
  part: Part,
  target: string,
  onBytes: OnBytes,
  find: Locate = locate,
): Promise<void> {
  if (sizeOf(target) === part.bytes && (await hashOf(target)) === part.sha256) return
  const partial = `${target}.part`
  if (sizeOf(partial) < part.bytes) await fetchRest(part, await find(part), partial, onBytes)
  const found = await hashOf(partial)
  if (found === part.sha256) return rename(partial, target)
  await rm(partial, { force: true })
  throw refusal(part, `it has the SHA-256 ${found}; ${part.sha256} was expected`)
}

async function fetchRest(
  part: Part,
  url: string,
  partial: string,
  onBytes: OnBytes,
): Promise<void> {
  const have = sizeOf(partial)
  try {
    const response = await fetch(url, have > 0 ? { headers: { range: `bytes=${have}-` } } : {})
    if (!response.ok || response.body === null)
      throw refusal(part, `the server answered ${response.status}`)
    // A server that knows no ranges sends the whole again.
    const isRest = response.status === 206
    let bytes = isRest ? have : 0
    const file = await open(partial, isRest ? 'a' : 'w')
    try {
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
        await file.writeFile(chunk)
        onBytes(part, (bytes += chunk.length))
      }
    } finally {
      await file.close()
    }
  } catch (cause) {
    if (cause instanceof CuspError) throw cause
    throw refusal(part, reasonOf(cause), cause)
  }
}

function refusal({ file, published }: Part, reason: string, cause?: unknown): CuspError {
  const next = 'run the command again to go on, or give it a folder with the file by --from'
  const message = `${file} could not be downloaded from ${published.on}: ${reason}; ${next}.`
  return new CuspError('engine.download', message, { place: file, cause })
}

/** `fetch failed` says nothing; what failed is its cause. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return thrown.cause instanceof Error ? thrown.cause.message : thrown.message
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

async function hashOf(file: string): Promise<string> {
  const sum = createHash('sha256')
  for await (const chunk of createReadStream(file)) sum.update(chunk as Buffer)
  return sum.digest('hex')
}
