import { app, Menu, shell } from 'electron'
import { asCuspError } from '#errors'
import { startHost } from '#executor'
import { serveDesktop } from './desktop.ts'
import { describeEnd } from './dialogs.ts'
import { menu } from './menu.ts'
import { guardNavigation } from './navigation.ts'
import { folders } from './paths.ts'
import { denyPermissions, stayOffline } from './permissions.ts'
import { declareScheme, serveScreens } from './protocol.ts'
import { relayFrames } from './relay.ts'
import type { ScreenCommand, Steps } from './shell-message.ts'
import { focusWindow, openWindow, runCommand } from './window.ts'

// Before anything is ready: what Chromium reads only once.
if (app.isPackaged) delete process.env['ELECTRON_RENDERER_URL']
const places = folders()
app.setName('Cusp')
app.setPath('userData', places.profile)
// For every renderer; it undoes --no-sandbox, without which a test run by root gets no renderer.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
declareScheme()
guardNavigation()

// Two windows on one folder would be two views of one host: the second start shows the first.
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusWindow)
  // What keeps the host from being started at all, such as no Node to start it with, is shown too.
  app
    .whenReady()
    .then(open)
    .catch((error: unknown) => {
      const { code, message, exit } = asCuspError(error)
      return describeEnd({ kind: 'refused', code, message, exit })
    })
} else {
  app.quit()
}

function open(): void {
  denyPermissions()
  stayOffline()
  serveScreens(places.screens)
  const openDataFolder = () => void shell.openPath(places.data)
  let steps: Steps | undefined
  let commands: readonly ScreenCommand[] = []
  const showMenu = (): void => {
    const actions = { command: runCommand, openDataFolder }
    const items = menu(process.platform, actions, steps, commands)
    Menu.setApplicationMenu(Menu.buildFromTemplate(items))
  }
  showMenu()

  const host = startHost({ dataDir: places.data })
  relayFrames(host)
  serveDesktop({
    nameSteps: (now) => ((steps = now), showMenu()),
    listCommands: (now) => ((commands = now), showMenu()),
  })
  host.onState((state) => void describeEnd(state))
  openWindow(places.preload)

  app.on('window-all-closed', () => app.quit())
  app.on('activate', () => openWindow(places.preload))
  stopBeforeQuitting(() => host.stop())
}

/** Quitting waits for the host: it checkpoints what runs and closes the database. */
function stopBeforeQuitting(stop: () => Promise<void>): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
}
