import { spawn, type ChildProcess } from 'node:child_process'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { patienceMs, quietFlags } from './chromium.ts'
import { openDisplay, type Display } from './display.ts'
import { electronRuntime } from './electron-runtime.ts'

const root = resolve(import.meta.dirname, '../..')

/**
 * Holds the app until Playwright listens, as Playwright does with an Electron it finds by itself;
 * one it is given by path it only watches, and on a busy machine then waits for ever.
 */
const hold = ['-r', join(root, 'node_modules/playwright-core/lib/server/electron/loader.js')]

export interface Desktop {
  readonly app: ElectronApplication
  /** The workbench's window. */
  readonly page: Page
  readonly close: () => Promise<void>
}

export interface DesktopSpec {
  /** The data folder; everything the program writes goes there. */
  readonly dataDir: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built program in a real Electron, on a virtual screen if there is no other. */
export async function launchElectron(spec: DesktopSpec): Promise<Desktop> {
  const executablePath = await electronRuntime()
  const display = await openDisplay()
  try {
    const args = [...hold, ...wordsFor(spec)]
    const env = environmentFor(spec, display)
    const app = await _electron.launch({ executablePath, args, env, timeout: patienceMs })
    app.context().setDefaultTimeout(patienceMs)
    const page = await app.firstWindow()
    return { app, page, close: closer(app, display) }
  } catch (error) {
    display.close()
    throw error
  }
}

/** Starts it as a person does, unobserved, on a screen that is there. */
export async function spawnElectron(spec: DesktopSpec, display: Display): Promise<ChildProcess> {
  const env = environmentFor(spec, display)
  return spawn(await electronRuntime(), wordsFor(spec), { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Closes an app, if it still runs: of one that was killed, Playwright knows nothing any more. */
function closer(app: ElectronApplication, display: Display): () => Promise<void> {
  const running = app.process()
  return async () => {
    if (running.exitCode === null && running.signalCode === null) await app.close()
    display.close()
  }
}

/** A virtual screen has no GPU, and root (as in CI) may not use Chromium's sandbox. */
function wordsFor({ dataDir }: DesktopSpec): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return [root, ...quietFlags, '--disable-gpu', ...asRoot, '--data', dataDir]
}

function environmentFor({ env = {} }: DesktopSpec, display: Display): Record<string, string> {
  // As Node it would not know Chromium's flags; the test runner's own options are not the app's.
  const { ELECTRON_RUN_AS_NODE: _none, NODE_OPTIONS: _options, ...inherited } = process.env
  return { ...(inherited as Record<string, string>), ...env, DISPLAY: display.name }
}
