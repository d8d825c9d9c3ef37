import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { buildOrExplain } from './build.ts'
import { findElectron, whyNoStart, whyNoWindow, type End } from './desktop.ts'
import { fetchElectron, type Progress } from './fetch-electron.ts'

/**
 * `npm start [-- --data DIR] [--offline]`: the workbench in a window, or where there can be none,
 * as a page of this machine's browser, with one sentence saying why.
 */
const root = resolve(import.meta.dirname, '..')
const offline = process.argv.includes('--offline')
const passedOn = process.argv.slice(2).filter((word) => word !== '--offline')

if (await buildOrExplain()) await open()
else process.exitCode = 1

async function open(): Promise<void> {
  const why = await openWindow()
  if (why !== undefined) await openPage(why)
}

/** Runs until the window closes; otherwise says why there is none. */
async function openWindow(): Promise<string | undefined> {
  const isRoot = process.getuid?.() === 0
  const none = whyNoWindow({ platform: process.platform, isRoot, env: process.env })
  if (none !== undefined) return none
  const failed = await provideElectron()
  if (failed !== undefined) return failed
  const electron = findElectron(root, process.env)
  if (electron === undefined) return 'Electron is not there though its installer ended well'
  const end = await run(electron, [root, ...passedOn])
  const unstarted = whyNoStart(end)
  if (unstarted === undefined) process.exitCode = end.code ?? 1
  return unstarted
}

async function provideElectron(): Promise<string | undefined> {
  if (findElectron(root, process.env) !== undefined) return undefined
  if (offline) return 'Electron has not been fetched yet and --offline forbids it'
  console.log('Fetching Electron, once (Ctrl-C to do without and use the browser).')
  const cancel = new AbortController()
  const abort = () => cancel.abort()
  process.once('SIGINT', abort)
  try {
    return await fetchElectron({ root, onProgress: showProgress, signal: cancel.signal })
  } finally {
    process.off('SIGINT', abort)
    if (process.stdout.isTTY) process.stdout.write('\n')
  }
}

async function openPage(why: string): Promise<void> {
  console.log(`Cusp opens as a page instead of a window: ${why}.`)
  const cli = join(root, 'out', 'main', 'cli.js')
  const end = await run(process.execPath, [cli, 'serve', '--open', ...passedOn])
  process.exitCode = end.code ?? 1
}

function showProgress({ received, total }: Progress): void {
  if (!process.stdout.isTTY) return
  const share = total > 0 ? ` of ${megabytes(total)}` : ''
  process.stdout.write(`\r${megabytes(received)}${share} MB `)
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}

/** Runs a program in our place: it gets the terminal and the signals, we get its end. */
async function run(command: string, args: readonly string[]): Promise<End> {
  const started = performance.now()
  const child = spawn(command, args, { stdio: 'inherit' })
  // A terminal sends Ctrl-C to both of us: the program decides what it means.
  const stay = () => undefined
  const passOn = () => child.kill('SIGTERM')
  process.on('SIGINT', stay).on('SIGTERM', passOn)
  const end = await new Promise<End>((done) => {
    child.once('error', () => done({ code: 127, signal: null, ms: 0 }))
    child.once('exit', (code, signal) => done({ code, signal, ms: performance.now() - started }))
  })
  process.off('SIGINT', stay).off('SIGTERM', passOn)
  return end
}
