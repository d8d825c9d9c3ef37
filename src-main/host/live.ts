import { join } from 'node:path'
import { asCuspError } from '#errors'
import { projectRoot, startWorker } from '#executor'
import { askedThreads } from './engine/threads.ts'
import { openHost } from './host.ts'
import {
  listenSocket,
  localClient,
  serveRouter,
  type HostClient,
  type Listener,
  type Serve,
} from './transport/index.ts'
import { version } from './version.ts'

/** A host of a data folder on this machine, in this process, that terminals can attach to. */
export interface LiveHost {
  readonly version: string
  /** The contract without a wire. */
  readonly client: HostClient
  /** The contract for whoever holds the other end of a port. */
  readonly serve: Serve
  /** Resolves when no terminal is attached. */
  idle(): Promise<void>
  /** Checkpoints what runs, stops the workers and gives the folder back. */
  close(): Promise<void>
}

export interface LiveHostSpec {
  readonly dataDir: string
  /** Takes one line at a time. */
  readonly log: (line: string) => void
  /** Whether it goes on with the queue; one that does not is for a short look, and unreachable. */
  readonly computes: boolean
}

/** The first screen is long painted by then. */
const quietMs = 15_000
/** And begun by then; a command in a terminal may not last longer. */
const backUpAfterMs = 3_000

/**
 * Opens a data folder in this process and lets terminals attach to it.
 *
 * @throws CuspError `input.invalid` of `CUSP_THREADS`, `folder.unwritable`, `folder.in-use`, `folder.newer`, `folder.corrupt`
 */
export async function openLiveHost({ dataDir, log, computes }: LiveHostSpec): Promise<LiveHost> {
  const threads = askedThreads(process.env)
  const host = await openHost({
    dataDir,
    resources: join(projectRoot(), 'resources'),
    startWorker,
    now: () => Date.now(),
    log,
    ...(computes ? { timeThreadsAfterMs: quietMs, backUpAfterMs } : { concurrency: 0 }),
    ...(threads === undefined ? {} : { threads }),
  })
  const serve = serveRouter(host.router)
  const listener = computes ? await listen(serve, dataDir, log) : undefined
  return {
    version,
    client: localClient(host.router),
    serve,
    idle: async () => listener?.idle(),
    async close() {
      await listener?.close()
      await host.close()
    },
  }
}

/** Some file systems have no sockets: the folder then serves this process alone, and says so. */
async function listen(
  serve: Serve,
  dataDir: string,
  log: (line: string) => void,
): Promise<Listener | undefined> {
  try {
    return await listenSocket(serve, dataDir)
  } catch (error) {
    log(`Terminals cannot attach to this host: ${asCuspError(error).message}.`)
    return undefined
  }
}
