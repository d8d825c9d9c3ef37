import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { goneOf, newFolder, removeFolder, spawnHost, startHost } from './rig.ts'

let dataDir: string
beforeEach(() => {
  dataDir = newFolder()
})
afterEach(() => removeFolder(dataDir))

/** Starts a host that must refuse to; gives how it ended and what it said. */
async function refusal(folder: string): Promise<{ code: number | null; said: string }> {
  const { process: child, output } = spawnHost(folder)
  const code = await goneOf(child)
  return { code, said: output() }
}

describe('faults: the data folder', () => {
  it('is held by another host: the second exits with 3, and the first goes on', async () => {
    const first = await startHost(dataDir)
    const { code, said } = await refusal(dataDir)
    expect(code).toBe(3)
    expect(said).toContain(dataDir)
    expect(said).toMatch(/Another Cusp/)
    expect((await first.client.system.status()).dataFolder).toBe(dataDir)
    await first.stop()
  })

  it('is free again the moment its host is killed', async () => {
    const first = await startHost(dataDir)
    await first.kill()
    const second = await startHost(dataDir)
    expect(await second.client.runs.list()).toEqual([])
    await second.stop()
  })

  it('was written by a newer Cusp: refused, and not a byte is changed', async () => {
    await (await startHost(dataDir)).stop()
    const file = join(dataDir, 'cusp.sqlite')
    const raw = new Database(file)
    raw.pragma('user_version = 4711')
    raw.pragma('wal_checkpoint(TRUNCATE)')
    raw.close()
    const before = readFileSync(file)
    const { code, said } = await refusal(dataDir)
    expect(code).toBe(3)
    expect(said).toMatch(/version 4711 .* newer/)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('has a damaged database: refused, and not a byte is changed', async () => {
    const file = join(dataDir, 'cusp.sqlite')
    writeFileSync(file, Buffer.alloc(8192, 'damaged '))
    const { code, said } = await refusal(dataDir)
    expect(code).toBe(3)
    expect(said).toMatch(/damaged .* backups/)
    expect(readFileSync(file).equals(Buffer.alloc(8192, 'damaged '))).toBe(true)
  })

  it('cannot be made: refused with the path', async () => {
    const file = join(dataDir, 'a-file')
    writeFileSync(file, '')
    const { code, said } = await refusal(join(file, 'data'))
    expect(code).toBe(3)
    expect(said).toContain(join(file, 'data'))
  })

  it('has a file where a folder belongs: refused with the path', async () => {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(join(dataDir, 'checkpoints'), '')
    const { code, said } = await refusal(dataDir)
    expect(code).toBe(3)
    expect(said).toContain(join(dataDir, 'checkpoints'))
  })
})
