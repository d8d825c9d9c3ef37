import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

/** sockaddr_un takes 108 bytes on Linux and 104 on macOS, with the closing NUL. */
const longestPath = 103

/** Beginning of the name of a folder made for a socket alone. */
const folderPrefix = 'cusp-socket-'
const socketName = 'host.sock'
/** Says where the socket is when it cannot be in the data folder. */
const pointerName = 'host.sock.path'

/** Where a host of this data folder would listen. Only the holder of the folder's lock may ask. */
export function claimAddress(dataDir: string, platform: string = process.platform): string {
  releaseAddress(dataDir)
  const inside = join(dataDir, socketName)
  if (platform !== 'win32' && Buffer.byteLength(inside) <= longestPath) return inside
  const address =
    platform === 'win32'
      ? `\\\\.\\pipe\\cusp-${randomBytes(16).toString('hex')}`
      : join(mkdtempSync(join(tmpdir(), folderPrefix)), socketName)
  const pointer = join(dataDir, pointerName)
  writeFileSync(pointer, address, { mode: 0o600 })
  chmodSync(pointer, 0o600)
  return address
}

/** Where the live host of this data folder listens, if there is one. */
export function findAddress(dataDir: string): string {
  return pointedAt(dataDir) ?? join(dataDir, socketName)
}

/** Takes away what a host left behind, a killed one included. */
export function releaseAddress(dataDir: string): void {
  const outside = pointedAt(dataDir)
  if (outside !== undefined && isOurs(outside)) {
    rmSync(outside, { force: true })
    rmSync(dirname(outside), { force: true, recursive: true })
  }
  rmSync(join(dataDir, pointerName), { force: true })
  rmSync(join(dataDir, socketName), { force: true })
}

/** Only what claimAddress makes is removed: a pointer is a file, and a file can be tampered with. */
function isOurs(address: string): boolean {
  const folder = dirname(resolve(address))
  return dirname(folder) === tmpdir() && basename(folder).startsWith(folderPrefix)
}

function pointedAt(dataDir: string): string | undefined {
  try {
    return readFileSync(join(dataDir, pointerName), 'utf8').trim()
  } catch {
    return undefined
  }
}
