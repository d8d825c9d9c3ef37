import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bindingsFor, type Machine } from '../build/bindings.ts'

interface Locked {
  version: string
  gypfile?: boolean
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const root = resolve(import.meta.dirname, '..')
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}
const packages = Object.entries(lock.packages)

describe('install', () => {
  // The lockfile forgets the package's own `gypfile: false`, and npm then compiles what ships
  // compiled: `npm ci` would need a C++ compiler. `npm install` drops the line; put it back.
  it('compiles no better-sqlite3', () => {
    expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
  })

  it('names no download address in the lockfile', () => {
    const named = packages.filter(([, { resolved }]) => resolved?.startsWith('http') === true)
    expect(named.map(([path]) => path)).toEqual([])
  })

  // `npm ci` refuses a lockfile in which a tool's compiled part for some machine is missing.
  it('locks the compiled parts of the build tools for every machine', () => {
    const tools = packages.filter(([path]) => /\/(rolldown|lightningcss|oxc-[a-z]+)$/.test(path))
    const parts = tools.flatMap(([, tool]) => Object.keys(tool.optionalDependencies ?? {}))
    expect(parts.length).toBeGreaterThan(30)
    expect(parts.filter((part) => lock.packages[`node_modules/${part}`] === undefined)).toEqual([])
  })

  it.each<[Machine, string]>([
    [{ os: 'linux', cpu: 'x64', libc: 'glibc' }, '@rolldown/binding-linux-x64-gnu'],
    [{ os: 'linux', cpu: 'arm64', libc: 'musl' }, '@rolldown/binding-linux-arm64-musl'],
    [{ os: 'darwin', cpu: 'arm64', libc: undefined }, '@rolldown/binding-darwin-arm64'],
    [{ os: 'win32', cpu: 'x64', libc: undefined }, '@rolldown/binding-win32-x64-msvc'],
  ])('finds the parts for %o that --omit=optional leaves out', (machine, name) => {
    const specs = bindingsFor(lock.packages, machine).map(({ spec }) => spec)
    const version = lock.packages[`node_modules/${name}`]?.version
    expect(specs).toContain(`${name}@${version}`)
    const family = specs.filter((spec) => spec.startsWith('@rolldown/'))
    expect(family).toHaveLength(1)
    expect(specs.filter((spec) => spec.includes('tfjs-node-gpu'))).toEqual([])
  })
})
