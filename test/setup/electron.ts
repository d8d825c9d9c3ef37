import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { quietFlags } from './chromium.ts'
import { openDisplay } from './display.ts'
import { electronRuntime } from './electron-runtime.ts'

export interface Desktop {
  readonly app: ElectronApplication
  /** The workbench's window. */
  readonly page: Page
  close(): Promise<void>
}

export interface DesktopSpec {
  /** The data folder; everything the program writes goes there. */
  readonly dataDir: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built program in a real Electron, on a virtual screen if there is no other. */
export async function launchElectron({ dataDir, env = {} }: DesktopSpec): Promise<Desktop> {
  const { executable, args } = await electronRuntime()
  const display = await openDisplay()
  // As Node it would not know Chromium's flags; the test runner's own variables are not the app's.
  const { ELECTRON_RUN_AS_NODE: _none, NODE_OPTIONS: _options, ...inherited } = process.env
  try {
    const app = await _electron.launch({
      executablePath: executable,
      args: [...args, ...quietFlags, ...testFlags(), '--data', dataDir],
      env: { ...(inherited as Record<string, string>), ...env, DISPLAY: display.name },
      timeout: 60_000,
    })
    const page = await app.firstWindow()
    const close = async () => {
      await app.close()
      display.close()
    }
    return { app, page, close }
  } catch (error) {
    display.close()
    throw error
  }
}

/** A virtual screen has no GPU, and root (as in CI) may not use Chromium's sandbox. */
function testFlags(): string[] {
  return ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
}
