import { ipcMain, type IpcMainEvent } from 'electron'
import { developmentServer, isAtHome } from './origin.ts'

/** What pages send: `connect` brings a port, `shell` is for the desktop. */
type Channel = 'connect' | 'shell'

/** Hears pages of ours, and nobody else. */
export function onPage(channel: Channel, hear: (event: IpcMainEvent, data: unknown) => void): void {
  ipcMain.on(channel, (event: IpcMainEvent, data: unknown) => {
    if (isOurs(event)) hear(event, data)
  })
}

/** A message counts only from the main frame of a page of ours. */
function isOurs({ senderFrame, sender }: IpcMainEvent): boolean {
  if (senderFrame === null || senderFrame !== sender.mainFrame) return false
  return isAtHome(senderFrame.url, developmentServer())
}
