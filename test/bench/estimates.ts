import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RowName } from './rows.ts'

/** Milliseconds that the cost estimate says each row takes, measured in a process of its own. */
export async function estimatesOf(
  folder: string,
  threads: number,
  byCpu: boolean,
): Promise<Readonly<Record<RowName, number>>> {
  const program = join(import.meta.dirname, 'programs', 'estimate.ts')
  const given = [folder, String(threads), byCpu ? 'cpu' : 'clock']
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...given])
  return JSON.parse(stdout) as Record<RowName, number>
}
