import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/**
 * Bytes that the program `flooded-host.ts` still holds once its garbage is collected. What is resident
 * says how lazy the collector was, tens of MB either way.
 */
export async function heldBytes(host: ChildProcess): Promise<number> {
  const answer = once(host, 'message')
  host.send('held')
  const [bytes] = (await answer) as [number]
  return bytes
}
