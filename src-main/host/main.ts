import { parseArgs } from 'node:util'
import type { HostMessage, ShellMessage } from '#contract'
import { asCuspError } from '#errors'
import { dataFolder } from '#executor'
import { openLiveHost, type LiveHost } from './live.ts'
import { serveIpc, type ShellChannel } from './transport/index.ts'

/** The channel to the shell that started this process; without one, messages go nowhere. */
const channel: ShellChannel = {
  send(message: HostMessage) {
    return new Promise((resolve) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => resolve())
      else resolve()
    })
  },
  onMessage: (listener) => process.on('message', (message) => listener(message as ShellMessage)),
  onEnd: (listener) => process.on('disconnect', listener),
}

const log = (line: string) => process.stderr.write(`${line}\n`)

async function open(): Promise<LiveHost> {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  return openLiveHost({ dataDir: dataFolder(values.data), log, computes: true })
}

function run(host: LiveHost): void {
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    host.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log(asCuspError(error).message)
        process.exit(1)
      },
    )
  }
  serveIpc(host.serve, channel, stop)
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  void channel.send({ kind: 'ready', version: host.version })
}

function refuse(error: unknown): void {
  const { code, message, exit } = asCuspError(error)
  log(message)
  void channel.send({ kind: 'refused', code, message, exit })
  // The channel would keep this process alive; what was sent is flushed before it closes.
  if (process.connected) process.disconnect()
  process.exitCode = exit
}

await open().then(run, refuse)
