import { setTimeout as wait } from 'node:timers/promises'
import { CuspError } from '#errors'
import type { HostClient } from '#host'
import type { Context, Exit } from './context.ts'

/** A host to ask: a live one of the same data folder, or one in this process. */
export interface Session {
  readonly client: HostClient
  close(): Promise<void>
}

/** `look` leaves the queue alone: whoever lists runs does not want to compute them. */
export type Purpose = 'look' | 'compute'

/** How long a host that holds the folder may take until it answers, in milliseconds. */
const patienceMs = 5_000

/**
 * Attaches to the live host of the data folder, or starts one here.
 *
 * @throws CuspError `folder.in-use` if a host of another version holds the folder, or one that
 *   does not answer; and what opening a host throws
 */
export async function openSession(context: Context, purpose: Purpose): Promise<Session> {
  const { dataDir, output } = context
  const { attachSocket, openLiveHost, version } = await import('#host')
  const deadline = performance.now() + patienceMs
  for (;;) {
    const attachment = await attachSocket(dataDir)
    if (attachment !== undefined) return checkVersion(attachment, version, dataDir)
    try {
      const log = (line: string) => output.log(line)
      return await openLiveHost({ dataDir, log, computes: purpose === 'compute' })
    } catch (error) {
      // A host that is just starting holds the folder before it listens.
      const isBusy = error instanceof CuspError && error.code === 'folder.in-use'
      if (!isBusy || performance.now() > deadline) throw error
      await wait(200)
    }
  }
}

async function checkVersion(session: Session, ours: string, dataDir: string): Promise<Session> {
  const { version } = await session.client.system.status()
  if (version === ours) return session
  await session.close()
  throw new CuspError(
    'folder.in-use',
    `Cusp ${version} is running on ${dataDir} and this is Cusp ${ours}: close the other first, ` +
      'or choose another folder with --data.',
    { place: dataDir },
  )
}

/** Runs `body` with a session that is closed whatever happens. */
export async function withSession(
  context: Context,
  purpose: Purpose,
  body: (client: HostClient) => Promise<Exit>,
): Promise<Exit> {
  const session = await openSession(context, purpose)
  try {
    return await body(session.client)
  } finally {
    await session.close()
  }
}
