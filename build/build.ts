import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fetchMissingBindings } from './bindings.ts'
import { fingerprint, isFresh, markFresh } from './stamp.ts'

const root = resolve(import.meta.dirname, '..')
const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')

/** Builds out/ unless it is up to date. Quiet when it works; one sentence and the log when not. */
async function buildIfStale(): Promise<void> {
  if (isFresh(root)) return
  await fetchMissingBindings(root)
  const print = fingerprint(root)
  const built = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  })
  if (built.status !== 0) throw new Error(`${built.stdout}${built.stderr}`.trim())
  markFresh(root, print)
}

/** The same; says what went wrong, if it did, and whether out/ is usable. */
export async function buildOrExplain(): Promise<boolean> {
  try {
    await buildIfStale()
    return true
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    console.error(`Cusp could not be built; what the build said:\n${why}`)
    return false
  }
}

if (process.argv[1] === import.meta.filename && !(await buildOrExplain())) process.exitCode = 1
