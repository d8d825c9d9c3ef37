import { setTimeout as wait } from 'node:timers/promises'
import { asCuspError, CuspError } from '#errors'
import type { Attachment, HostClient, LiveHost } from '#host'
import type { Context, Exit } from './context.ts'
import { onInterrupt } from './interrupt.ts'

/** A host to ask: a live one of the same data folder, or one in this process. */
export interface Session {
  readonly client: HostClient
  /** Of a host in this process: resolves when no other terminal is attached to it. */
  idle?(): Promise<void>
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
export function openSession(context: Context, purpose: Purpose): Promise<Session> {
  return openOr(context, purpose, meetSameVersion)
}

/**
 * Starts a host here.
 *
 * @throws CuspError `folder.in-use` if there is a live one
 */
export function openAlone(context: Context): Promise<LiveHost> {
  return openOr(context, 'compute', refuse)
}

type Meet<Met> = (live: Attachment, context: Context) => Promise<Met>

/** A host that starts holds the folder before it listens, one that looks never listens: so wait. */
async function openOr<Met>(
  context: Context,
  purpose: Purpose,
  meet: Meet<Met>,
): Promise<LiveHost | Met> {
  const { attachSocket, openLiveHost } = await import('#host')
  const { dataDir, output } = context
  const log = (line: string) => output.log(line)
  const deadline = performance.now() + patienceMs
  for (;;) {
    const live = await attachSocket(dataDir)
    try {
      if (live !== undefined) return await meet(live, context)
      return await openLiveHost({ dataDir, log, computes: purpose === 'compute' })
    } catch (error) {
      const { code } = asCuspError(error)
      // Or it was just ending when we met it.
      const mayPass = code === 'host.unreachable' || (code === 'folder.in-use' && !live)
      if (!mayPass || performance.now() > deadline) throw error
      await wait(200)
    }
  }
}

const meetSameVersion: Meet<Session> = async (live, { dataDir }) => {
  const { version: ours } = await import('#host')
  const { version } = await live.client.system.status()
  if (version === ours) return live
  await live.close()
  throw new CuspError(
    'folder.in-use',
    `Cusp ${version} is running on ${dataDir} and this is Cusp ${ours}: close the other first, ` +
      'or choose another folder with --data.',
    { place: dataDir },
  )
}

const refuse: Meet<never> = async (live, { dataDir }) => {
  await live.close()
  throw new CuspError(
    'folder.in-use',
    `Another Cusp is working in ${dataDir}; close it, or choose another folder with --data.`,
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
    const exit = await body(session.client)
    if (exit !== 130) await waitForOthers(context, session)
    return exit
  } finally {
    await session.close()
  }
}

/** Other terminals may have attached to our host: leaving now would stop their runs. */
async function waitForOthers({ output }: Context, session: Session): Promise<void> {
  const idling = session.idle?.()
  if (idling === undefined) return
  const leave = Promise.withResolvers<void>()
  const stop = onInterrupt(leave.resolve)
  const soon = wait(100, 'busy')
  if ((await Promise.race([idling, soon])) === 'busy') {
    output.note('Other terminals use the host of this one; it ends with them, or at Ctrl-C.')
    await Promise.race([idling, leave.promise])
  }
  stop()
}
