import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RowName } from './rows.ts'

/** What the cost estimate says of a row, and what the row took in the same rounds. */
export interface Estimate {
  readonly estimateMs: number
  readonly estimatedRowMs: number
}

/** The estimate of each row, measured in a process of its own. */
export async function estimatesOf(
  folder: string,
  threads: number,
  byCpu: boolean,
): Promise<Readonly<Record<RowName, Estimate>>> {
  const program = join(import.meta.dirname, 'programs', 'estimate.ts')
  const given = [folder, String(threads), byCpu ? 'cpu' : 'clock']
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...given])
  return JSON.parse(stdout) as Record<RowName, Estimate>
}
