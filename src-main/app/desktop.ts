import { BrowserWindow, Notification, powerSaveBlocker } from 'electron'
import { onPage } from './from-pages.ts'
import { printDocument } from './print.ts'
import {
  readShellMessage,
  type ScreenCommand,
  type ShellMessage,
  type Steps,
} from './shell-message.ts'
import { focusWindow, showRoute } from './window.ts'

/** What the native menu is told of the page. */
export interface MenuNews {
  /** What undo and redo would do. */
  readonly nameSteps: (steps: Steps) => void
  /** What the open screen can do. */
  readonly listCommands: (commands: readonly ScreenCommand[]) => void
}

/** Does what pages tell of: notifications, progress, printing, the menu, and no sleep while runs compute. */
export function serveDesktop({ nameSteps, listCommands }: MenuNews): void {
  let blocker: number | undefined
  const stayAwake = (isBusy: boolean): void => {
    if (isBusy) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (blocker !== undefined) blocker = void powerSaveBlocker.stop(blocker)
  }
  onPage('shell', (_event, data) => {
    const message = readShellMessage(data)
    if (message?.tells === 'notice') notify(message)
    if (message?.tells === 'steps') nameSteps(message)
    if (message?.tells === 'commands') listCommands(message.commands)
    if (message?.tells === 'print') void printDocument(message.name, message.html)
    if (message?.tells !== 'progress') return
    stayAwake(message.share !== null)
    for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(message.share ?? -1)
  })
}

/** What the system shows now: a notice that nobody holds is collected, and its click is lost. */
const shown = new Set<Notification>()

/**
 * Tells of the end of a run, to a person who is elsewhere: whoever has the window before them reads it
 * there. Whether notices are wanted at all is the page's to know.
 */
function notify({ title, body, route }: Extract<ShellMessage, { tells: 'notice' }>): void {
  if (!Notification.isSupported() || BrowserWindow.getFocusedWindow() !== null) return
  const notice = new Notification({ title, body })
  const forget = () => shown.delete(notice)
  notice.on('click', () => {
    forget()
    focusWindow()
    showRoute(route)
  })
  notice.on('close', forget)
  notice.on('failed', forget)
  shown.add(notice)
  notice.show()
}
