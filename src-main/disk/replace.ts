import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { writeDurably } from './durable.ts'

/** What tells that a file may be written into and not replaced: its folder, or a mount of it alone. */
const irreplaceable = ['EACCES', 'EPERM', 'EBUSY', 'EROFS']

/**
 * Writes a file where one may be: it is there whole, or what was there stays. What is no plain file (a
 * pipe, `/dev/stdout`) is written into, as is one that this user may write but not replace.
 */
export async function replaceFile(file: string, contents: Uint8Array | string): Promise<void> {
  const target = await realpath(file).catch(() => file)
  const found = await stat(target).catch(() => undefined)
  if (found && !found.isFile()) return writeFile(target, contents)
  const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`)
  try {
    await rm(part, { force: true })
    await writeDurably(part, contents)
    if (found) await chmod(part, found.mode)
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true })
    if (!found || !irreplaceable.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    await writeFile(target, contents)
  }
}
