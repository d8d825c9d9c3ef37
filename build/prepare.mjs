import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// npm runs this with a Node of its own, which may be too old for the rest of build/: hence plain
// JavaScript that only finds the right one. It also runs where nothing is installed yet
// (`npm install --package-lock-only`): then there is nothing to build with, and nothing is broken.
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const name = process.platform === 'win32' ? 'node.exe' : 'node'
const node = join(root, 'node_modules', 'node', 'bin', name)

if (existsSync(node) && existsSync(join(root, 'node_modules', 'electron-vite'))) {
  const build = spawnSync(node, [join(root, 'build', 'build.ts')], { stdio: 'inherit' })
  process.exitCode = build.status ?? 1
} else {
  console.error(
    'Cusp: out/ is not built, for its build tools are not installed (npm ci, without --omit=dev).',
  )
}
