import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Bytes that the program `flooded-host.ts` still holds once its garbage is collected. What is resident
 * says how lazy the collector was, tens of MB either way.
 */
async function heldBytes(host: ChildProcess): Promise<number> {
  const answer = once(host, 'message')
  host.send('held')
  const [bytes] = (await answer) as [number]
  return bytes
}

/** The most that a flooded host holds until as many steps are kept as `stepNow` is to say. */
export async function mostHeldUntil(
  host: ChildProcess,
  step: number,
  stepNow: () => Promise<number>,
): Promise<number> {
  let peak = 0
  while ((await stepNow()) < step) {
    await wait(200)
    peak = Math.max(peak, await heldBytes(host))
  }
  return peak
}
