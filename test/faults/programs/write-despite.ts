import { arm, disarm, modes, type Mode } from './faulty-fs.ts'
import { writers, type WriterName } from './writers.ts'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What became of one try. */
export interface Tried {
  readonly mode: Mode
  readonly nth: number
  /** What the work said; null where it was done. */
  readonly error: string | null
  readonly before: unknown
  readonly after: unknown
  /** What is found once it was tried again, with nothing in its way; or what that said. */
  readonly again: unknown
}

/** Writes with the n-th call of the file system failing, for n = 1, 2, … until none fails. */
const [name, root = ''] = process.argv.slice(2)
const writer = writers[name as WriterName]

async function tryOnce(mode: Mode, nth: number): Promise<Tried | null> {
  const folder = join(root, `${mode}-${nth}`)
  mkdirSync(folder)
  const work = await writer.prepare(folder)
  const before = await writer.look(folder)
  arm(nth, mode)
  const error = await work().then(() => null, String)
  const isFired = disarm()
  const after = await writer.look(folder).catch(String)
  const again = await (error === null ? Promise.resolve() : work()).then(
    () => writer.look(folder),
    String,
  )
  if ('close' in writer) writer.close?.()
  rmSync(folder, { recursive: true, force: true })
  return isFired ? { mode, nth, error, before, after, again } : null
}

disarm()
for (const mode of modes) {
  for (let nth = 1; ; nth++) {
    const tried = await tryOnce(mode, nth)
    if (tried === null) break
    process.stdout.write(`${JSON.stringify(tried)}\n`)
  }
}
