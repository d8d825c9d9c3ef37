import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchElectron, type Desktop } from '../setup/electron.ts'

let desktop: Desktop
let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))
  desktop = await launchElectron({ dataDir })
})
afterAll(async () => {
  await desktop.close()
  await rm(dataDir, { recursive: true, force: true })
})

describe('e2e/electron', () => {
  it('opens one window titled Cusp at app://cusp/', async () => {
    expect(new URL(desktop.page.url()).href).toMatch(/^app:\/\/cusp\//)
    const titles = await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    )
    expect(titles).toEqual(['Cusp'])
  })
})
