import { BrowserWindow, nativeTheme } from 'electron'
import { developmentServer, home } from './origin.ts'

/** Opens the workbench, or shows it if it is open. */
export function openWindow(preload: string): void {
  if (BrowserWindow.getAllWindows().length > 0) return focusWindow()
  const window = new BrowserWindow({
    title: 'Cusp',
    width: 1360,
    height: 860,
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Its dictionaries would come from the network.
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.on('page-title-updated', (event) => event.preventDefault())
  reopenAfterCrash(window)
  void window.loadURL(developmentServer() ?? home)
}

export function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized() === true) window.restore()
  window?.show()
  window?.focus()
}

/** Has the page run a command of its registry; the preload script passes the id on. */
export function runCommand(id: string): void {
  const [window] = BrowserWindow.getAllWindows()
  window?.webContents.send('command', id)
}

/** Shows another screen: only the part after # changes, so the page stays as it is. */
export function showRoute(route: string): void {
  const [window] = BrowserWindow.getAllWindows()
  void window?.loadURL(new URL(route, developmentServer() ?? home).href)
}

/** A page that dies is loaded again, once; its state is in the host. A second death is shown. */
function reopenAfterCrash(window: BrowserWindow): void {
  window.webContents.once('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') window.webContents.reload()
  })
}
