import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from './chromium.ts'
import { electronRuntime } from './electron-runtime.ts'
import { fakeTime } from './fake-time.ts'
import { buildTensorFlow } from './tensorflow.ts'

interface Need {
  readonly what: string
  /** The Debian package that brings it. */
  readonly package: string
  isThere(): boolean
}

/** What the e2e tests, and one of the faults, need of the machine. */
const needs: readonly Need[] = [
  { what: 'Chromium', package: 'chromium', isThere: () => findChromium() !== undefined },
  { what: 'Xvfb', package: 'xvfb', isThere: () => runs('which', ['Xvfb']) },
  { what: 'GTK 3', package: 'libgtk-3-0', isThere: () => hasLibrary('libgtk-3.so.0') },
  {
    what: 'another wall clock',
    package: 'libfaketime',
    isThere: () => existsSync(fakeTime),
  },
  { what: 'NSS', package: 'libnss3', isThere: () => hasLibrary('libnss3.so') },
  { what: 'ALSA', package: 'libasound2', isThere: () => hasLibrary('libasound.so.2') },
  { what: 'GBM', package: 'libgbm1', isThere: () => hasLibrary('libgbm.so.1') },
  {
    what: 'a font',
    package: 'fonts-dejavu-core',
    isThere: () => existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'),
  },
]

/** What the engine tfjs-node is built with; without it that engine's tests are not run. */
const tools: readonly Need[] = [
  { what: 'a C++ compiler', package: 'g++', isThere: () => runs('g++', ['--version']) },
  { what: 'pip', package: 'python3-pip', isThere: () => runs('python3', ['-m', 'pip', '-V']) },
]

if (process.platform === 'linux') installMissing()
await electronRuntime()
console.log('The machine has what the e2e tests need.')
const engine = await buildTensorFlow()
console.log(engine.package ? 'The engine tfjs-node is built.' : engine.reason)

function installMissing(): void {
  const missing = [...needs, ...tools].filter((need) => !need.isThere())
  if (missing.length === 0) return
  const packages = missing.map((need) => need.package)
  const isRoot = process.getuid?.() === 0
  if (isRoot && runs('which', ['apt-get'])) {
    console.log(`Installing ${packages.join(', ')} with apt-get.`)
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', ...packages])
  }
  const absent = needs.filter((need) => !need.isThere())
  if (absent.length === 0) return
  const list = absent.map((need) => `${need.what} (${need.package})`).join(', ')
  console.error(
    `The e2e tests need ${list}; install with: sudo apt-get install ${packages.join(' ')}`,
  )
  process.exit(1)
}

function apt(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

function hasLibrary(name: string): boolean {
  const listed = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/sbin:/usr/sbin` },
  })
  return listed.stdout.includes(`${name} `)
}
