import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What decides whether there can be a window. */
export interface Situation {
  readonly platform: string
  readonly isRoot: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Why there can be no window here, as the second half of a sentence; nothing if there can. */
export function whyNoWindow({ platform, isRoot, env }: Situation): string | undefined {
  if (platform !== 'linux') return undefined
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display'
  if (isRoot) return 'Electron runs for root only without its sandbox, which we keep'
  return undefined
}

/** Electron's executable: `ELECTRON_EXEC_PATH`, else the one its package has fetched, if it has. */
export function findElectron(root: string, env: Situation['env']): string | undefined {
  const given = env['ELECTRON_EXEC_PATH']
  if (given) return given
  const folder = join(root, 'node_modules', 'electron')
  const note = join(folder, 'path.txt')
  if (!existsSync(note)) return undefined
  const executable = join(folder, 'dist', readFileSync(note, 'utf8').trim())
  return existsSync(executable) ? executable : undefined
}

/** How a program ended. */
export interface End {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly ms: number
}

/**
 * Why a started Electron never came to be, if so: it ended at once as only a missing library or a
 * forbidden sandbox makes it end. Its own refusals (exit code 1 to 3) have already been explained.
 */
export function whyNoStart({ code, signal, ms }: End): string | undefined {
  if (ms > 15_000) return undefined
  if (code === 126 || code === 127) return `Electron did not start (exit code ${code})`
  const crashes: readonly string[] = ['SIGTRAP', 'SIGABRT', 'SIGSEGV', 'SIGILL', 'SIGBUS']
  if (signal !== null && crashes.includes(signal)) return `Electron did not start (${signal})`
  return undefined
}
