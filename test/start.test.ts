import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findElectron, whyNoStart, whyNoWindow } from '../build/desktop.ts'
import { fetchElectron, type Progress } from '../build/fetch-electron.ts'

const root = resolve(import.meta.dirname, '..')

describe('start: window or page', () => {
  const linux = { platform: 'linux', isRoot: false, env: {} }

  it('has a window where there is a display', () => {
    expect(whyNoWindow({ ...linux, env: { DISPLAY: ':0' } })).toBeUndefined()
    expect(whyNoWindow({ ...linux, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeUndefined()
    expect(whyNoWindow({ ...linux, platform: 'darwin' })).toBeUndefined()
    expect(whyNoWindow({ ...linux, platform: 'win32' })).toBeUndefined()
  })

  it('says why there is none', () => {
    expect(whyNoWindow(linux)).toBe('there is no display')
    expect(whyNoWindow({ ...linux, env: { DISPLAY: '' } })).toBe('there is no display')
    expect(whyNoWindow({ ...linux, isRoot: true, env: { DISPLAY: ':0' } })).toContain('sandbox')
  })

  it('takes an early crash for an Electron that cannot run here, and nothing else', () => {
    expect(whyNoStart({ code: 127, signal: null, ms: 40 })).toContain('exit code 127')
    expect(whyNoStart({ code: null, signal: 'SIGTRAP', ms: 900 })).toContain('SIGTRAP')
    expect(whyNoStart({ code: null, signal: 'SIGTRAP', ms: 60_000 })).toBeUndefined()
    expect(whyNoStart({ code: 0, signal: null, ms: 40 })).toBeUndefined()
    expect(whyNoStart({ code: 3, signal: null, ms: 40 })).toBeUndefined()
    expect(whyNoStart({ code: null, signal: 'SIGTERM', ms: 40 })).toBeUndefined()
  })
})

describe('start: where Electron is', () => {
  let folder: string | undefined
  afterEach(() => folder !== undefined && rmSync(folder, { recursive: true }))

  it('is where ELECTRON_EXEC_PATH says, else where its package has put it, else nowhere', () => {
    folder = mkdtempSync(join(tmpdir(), 'cusp-start-'))
    const dist = join(folder, 'node_modules', 'electron', 'dist')
    mkdirSync(dist, { recursive: true })
    expect(findElectron(folder, { ELECTRON_EXEC_PATH: '/opt/electron' })).toBe('/opt/electron')
    expect(findElectron(folder, {})).toBeUndefined()
    writeFileSync(join(dist, '..', 'path.txt'), 'electron')
    expect(findElectron(folder, {})).toBeUndefined()
    writeFileSync(join(dist, 'electron'), '')
    expect(findElectron(folder, {})).toBe(join(dist, 'electron'))
  })
})

describe('start: fetching Electron', () => {
  let server: Server | undefined
  let cache: string
  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
    rmSync(cache, { recursive: true })
  })

  /** Runs the real installer of the electron package against a server of ours. */
  async function fetchFrom(answer: RequestListener, idleMs: number, cancel?: AbortController) {
    cache = mkdtempSync(join(tmpdir(), 'cusp-electron-'))
    server = createServer(answer)
    await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    const progress: Progress[] = []
    const why = await fetchElectron({
      root,
      idleMs,
      signal: (cancel ?? new AbortController()).signal,
      onProgress: (step) => progress.push(step),
      env: {
        ...process.env,
        ELECTRON_MIRROR: `http://127.0.0.1:${port}/`,
        electron_config_cache: cache,
        // Nothing is unpacked where a fetched Electron would be.
        ELECTRON_OVERRIDE_DIST_PATH: cache,
        ELECTRON_INSTALL_ARCH: 'arm64',
      },
    })
    return { why, progress }
  }

  it('gives up when no data comes', async () => {
    const { why } = await fetchFrom(() => undefined, 300)
    expect(why).toBe("Electron's download brought no data for 0.3 s")
  })

  it('says what the server said', async () => {
    const { why } = await fetchFrom((_, response) => response.writeHead(404).end(), 20_000)
    expect(why).toMatch(/^Electron could not be fetched \(.*404/)
  })

  it('shows its progress, and refuses what is not Electron', async () => {
    const bytes = Buffer.alloc(300_000)
    const { why, progress } = await fetchFrom((_, response) => {
      response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes)
    }, 20_000)
    expect(progress.at(-1)).toMatchObject({ received: bytes.length, total: bytes.length })
    expect(why).toMatch(/^Electron could not be fetched \(/)
  })

  it('is cancelled at once', async () => {
    const cancel = new AbortController()
    const { why } = await fetchFrom(() => cancel.abort(), 20_000, cancel)
    expect(why).toBe("Electron's download was cancelled")
  })
})
