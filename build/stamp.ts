import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What out/ is made of. */
const sources = [
  'src-main',
  'src-renderer',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
]
const stamp = join('out', 'built-from')
const products = [
  'main/index.cjs',
  'main/host.js',
  'main/worker.js',
  'main/heartbeat.js',
  'main/cli.js',
  'preload/index.cjs',
  'renderer/index.html',
]

/** Whether out/ is there and was built from the sources as they are. */
export function isFresh(root: string): boolean {
  const whole = products.every((product) => existsSync(join(root, 'out', product)))
  if (!whole || !existsSync(join(root, stamp))) return false
  return readFileSync(join(root, stamp), 'utf8') === fingerprint(root)
}

export function markFresh(root: string, print: string): void {
  writeFileSync(join(root, stamp), print)
}

/** Names, sizes and times of every source: a deleted file shows too. */
export function fingerprint(root: string): string {
  const hash = createHash('sha256')
  for (const source of sources) describe(join(root, source), (line) => hash.update(line))
  return hash.digest('hex')
}

function describe(path: string, tell: (line: string) => void): void {
  const { mtimeMs, size, isDirectory } = measure(path)
  if (!isDirectory) return tell(`${path} ${size} ${mtimeMs}\n`)
  for (const name of readdirSync(path).sort()) describe(join(path, name), tell)
}

function measure(path: string): { mtimeMs: number; size: number; isDirectory: boolean } {
  const stats = statSync(path)
  return { mtimeMs: stats.mtimeMs, size: stats.size, isDirectory: stats.isDirectory() }
}
