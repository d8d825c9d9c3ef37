import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Prints how large everything is, then what is exported for nobody. Fails at the 300-line wall. */
const root = resolve(import.meta.dirname, '..')
const wall = 300
const near = 250

interface SourceFile {
  readonly path: string
  readonly lines: number
}

const files = ['src-main', 'src-renderer', 'test', 'build'].flatMap(sourcesUnder)
const folders = Map.groupBy(files, ({ path }) => path.split('/').slice(0, depthOf(path)).join('/'))
for (const [folder, members] of [...folders].sort()) printRow(folder, members)
printRow('all', files)

const high = files.filter(({ lines }) => lines > near).sort((a, b) => b.lines - a.lines)
for (const { path, lines } of high) {
  console.log(`${path}: ${lines} lines${lines > wall ? `, past the wall of ${wall}` : ''}`)
}
const unused = findUnused()
process.exitCode = high.some(({ lines }) => lines > wall) || unused ? 1 : 0

function sourcesUnder(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte|css)$/.test(name))
    .map((name) => ({
      path: `${folder}/${name.replaceAll('\\', '/')}`,
      lines: linesOf(folder, name),
    }))
}

function linesOf(folder: string, name: string): number {
  return readFileSync(join(root, folder, name), 'utf8')
    .trimEnd()
    .split('\n').length
}

function depthOf(path: string): number {
  return path.split('/').length > 2 ? 2 : 1
}

function printRow(name: string, members: readonly SourceFile[]): void {
  const lines = members.map((file) => file.lines).sort((a, b) => a - b)
  const sum = lines.reduce((a, b) => a + b, 0)
  const median = lines[Math.floor(lines.length / 2)] ?? 0
  const columns = [`${lines.length} files`, `${sum} lines`, `median ${median}`]
  console.log(name.padEnd(28) + columns.map((column) => column.padStart(14)).join(''))
}

/** Whether knip found an export, file or dependency that nothing uses; it prints them. */
function findUnused(): boolean {
  const knip = join(root, 'node_modules', 'knip', 'bin', 'knip.js')
  const found = spawnSync(process.execPath, [knip, '--no-progress'], {
    cwd: root,
    encoding: 'utf8',
  })
  process.stdout.write(found.stdout)
  process.stderr.write(found.stderr)
  return found.status !== 0
}
