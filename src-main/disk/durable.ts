import { statfsSync } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** Writes a new file and returns when it is on the disk. `writeFile` of a handle loops short writes. */
export async function writeDurably(file: string, bytes: Uint8Array | string): Promise<void> {
  const opened = await open(file, 'wx')
  try {
    await opened.writeFile(bytes)
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/** Writes all of `bytes` from `position` on; a single call of the system may write less than it was given. */
export async function writeAt(
  file: FileHandle,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** Returns when the names in a folder are on the disk. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/** Renames a folder; virus scanners on Windows hold new files for a moment, hence the tries. */
export async function renameFolder(from: string, to: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await rename(from, to)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (tries === 5 || (code !== 'EPERM' && code !== 'EBUSY')) throw error
      await wait(50 * 2 ** tries)
    }
  }
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

/** Bytes this process may still write to the disk of `path`; null where the system does not say. */
export function freeBytes(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  } catch {
    return null
  }
}
