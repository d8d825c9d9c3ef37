import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

interface LockedPackage {
  version: string
  integrity?: string
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
}

export interface Machine {
  readonly os: string
  readonly cpu: string
  readonly libc: 'glibc' | 'musl' | undefined
}

/** One compiled part of a build tool, as the lockfile has it. */
export interface Binding {
  /** Where it belongs: `node_modules/…`. */
  readonly path: string
  readonly spec: string
  readonly integrity: string | undefined
}

/**
 * The compiled parts of the build tools (rolldown, lightningcss, …) that this machine needs. They
 * are optional dependencies of those tools, told apart from ours by naming an operating system.
 */
export function bindingsFor(
  packages: Readonly<Record<string, LockedPackage>>,
  machine: Machine,
): Binding[] {
  return Object.entries(packages)
    .filter(([, locked]) => locked.optional === true && fits(locked, machine))
    .map(([path, { version, integrity }]) => ({
      path,
      spec: `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`,
      integrity,
    }))
}

function fits({ os, cpu, libc }: LockedPackage, machine: Machine): boolean {
  if (os?.includes(machine.os) !== true || cpu?.includes(machine.cpu) !== true) return false
  return libc === undefined || machine.libc === undefined || libc.includes(machine.libc)
}

/**
 * Puts missing bindings where they belong, at the lockfile's versions: `npm ci --omit=optional`
 * leaves them out, though without them nothing can be built.
 */
export async function fetchMissingBindings(root: string): Promise<void> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  const missing = bindingsFor(lock.packages, thisMachine()).filter(
    ({ path }) => !existsSync(join(root, path, 'package.json')) && isToolThere(root, path),
  )
  for (const binding of missing) await fetchBinding(root, binding)
}

/** Nested ones go with their tool; the tool of a top one cannot be told, so it counts as there. */
function isToolThere(root: string, path: string): boolean {
  return existsSync(join(root, path.slice(0, path.lastIndexOf('node_modules/'))))
}

async function fetchBinding(root: string, binding: Binding): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'cusp-binding-'))
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const pack = ['pack', '--silent', '--pack-destination', scratch, binding.spec]
    const { stdout } = await run(npm, pack, { cwd: scratch, shell: process.platform === 'win32' })
    const tarball = join(scratch, stdout.trim().split('\n').at(-1) ?? '')
    await verify(tarball, binding)
    const folder = join(root, binding.path)
    await mkdir(folder, { recursive: true })
    await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function verify(tarball: string, { spec, integrity }: Binding): Promise<void> {
  const found = `sha512-${createHash('sha512')
    .update(await readFile(tarball))
    .digest('base64')}`
  if (integrity === undefined || integrity === found) return
  throw new Error(`${spec} has the hash ${found}; package-lock.json says ${integrity}.`)
}

function thisMachine(): Machine {
  // Or it would look every network address up by name.
  Object.assign(process.report, { excludeNetwork: true })
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  const libc = report.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
  return {
    os: process.platform,
    cpu: process.arch,
    libc: process.platform === 'linux' ? libc : undefined,
  }
}
