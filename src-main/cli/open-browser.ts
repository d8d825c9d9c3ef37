import { spawn } from 'node:child_process'

/** What opens an address on each platform. */
const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  linux: ['xdg-open'],
}

/** Opens an address of ours in the browser; where there is none, the printed address remains. */
export function openBrowser(address: string): void {
  const opener = openers[process.platform]
  if (opener === undefined) return
  const [command, ...args] = opener
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
