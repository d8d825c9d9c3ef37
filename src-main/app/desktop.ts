import { BrowserWindow, ipcMain, Notification, powerSaveBlocker, type IpcMainEvent } from 'electron'
import { printDocument } from './print.ts'
import { isOurs } from './relay.ts'
import { readShellMessage, type ShellMessage, type Steps } from './shell-message.ts'
import { focusWindow, showRoute } from './window.ts'

/**
 * Does on the desktop what pages tell of: notifications, progress, printing, and no sleep while runs compute.
 * @param nameSteps has the menu say what undo and redo would do.
 */
export function serveDesktop(nameSteps: (steps: Steps) => void): void {
  let blocker: number | undefined
  const stayAwake = (isBusy: boolean): void => {
    if (isBusy) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (blocker !== undefined) blocker = void powerSaveBlocker.stop(blocker)
  }
  ipcMain.on('shell', (event: IpcMainEvent, data: unknown) => {
    const message = isOurs(event) ? readShellMessage(data) : undefined
    if (message?.tells === 'notice') notify(message)
    if (message?.tells === 'steps') nameSteps(message)
    if (message?.tells === 'print') void printDocument(message.name, message.html)
    if (message?.tells !== 'progress') return
    stayAwake(message.share !== null)
    for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(message.share ?? -1)
  })
}

function notify({ title, body, route }: Extract<ShellMessage, { tells: 'notice' }>): void {
  if (!Notification.isSupported() || BrowserWindow.getFocusedWindow() !== null) return
  const notice = new Notification({ title, body })
  notice.on('click', () => {
    focusWindow()
    showRoute(route)
  })
  notice.show()
}
