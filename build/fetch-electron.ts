import { fork } from 'node:child_process'
import { join } from 'node:path'

/** Bytes of a download; `total` is 0 while unknown. */
export interface Progress {
  readonly received: number
  readonly total: number
}

/** What count-download.mjs says. */
type Message = ({ readonly kind: 'progress' } & Progress) | { kind: 'failed'; cause: string }

export interface FetchSpec {
  readonly root: string
  readonly onProgress: (progress: Progress) => void
  /** Cancels it. */
  readonly signal: AbortSignal
  /** It is given up after this long without data. */
  readonly idleMs?: number
  readonly env?: NodeJS.ProcessEnv
}

/** How it went: nothing if Electron is there now, else why not, as the second half of a sentence. */
export async function fetchElectron(spec: FetchSpec): Promise<string | undefined> {
  const { root, onProgress, signal, idleMs = 60_000, env = process.env } = spec
  const installer = fork(join(root, 'node_modules', 'electron', 'install.js'), {
    execArgv: ['--import', new URL('count-download.mjs', import.meta.url).href],
    env: { ...env, ELECTRON_GET_NO_PROGRESS: '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let why: string | undefined
  const end = (reason: string) => {
    why ??= reason
    installer.kill('SIGKILL')
  }
  const giveUp = () => end(`Electron's download brought no data for ${idleMs / 1000} s`)
  let idle = setTimeout(giveUp, idleMs)
  signal.addEventListener('abort', () => end("Electron's download was cancelled"), { once: true })

  let cause = ''
  installer.on('message', (message) => {
    const said = message as Message
    if (said.kind === 'failed') return (cause = said.cause)
    clearTimeout(idle)
    idle = setTimeout(giveUp, idleMs)
    onProgress(said)
  })
  let log = ''
  installer.stderr?.on('data', (text: Buffer) => (log += text.toString()))
  const code = await new Promise<number | null>((resolve) => installer.once('close', resolve))
  clearTimeout(idle)
  if (why !== undefined || code === 0) return why
  return `Electron could not be fetched (${cause || (log.trim().split('\n')[0] ?? '')})`
}
