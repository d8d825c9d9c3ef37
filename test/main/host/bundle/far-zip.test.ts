import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ZipReader } from '../../../../src-main/host/bundle/zip/reader.ts'
import {
  centralHeader,
  directoryEnd,
  localHeader,
} from '../../../../src-main/host/bundle/zip/records.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-far-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('host/bundle/zip', () => {
  it('is read where an entry and the directory lie beyond 4 GiB', async () => {
    const path = join(folder, 'far.cusp')
    const contents = Buffer.from('a long way off')
    const packed = deflateRawSync(contents)
    const entry = {
      ...{ name: 'far.json', crc: crc32(contents), isDeflated: true, offset: 2 ** 32 + 7 },
      ...{ compressed: packed.length, bytes: contents.length },
    }
    const local = Buffer.concat([localHeader(entry), packed])
    const central = centralHeader(entry)
    const at = entry.offset + local.length
    // A hole of 4 GiB takes no room on the disk.
    const file = await open(path, 'w')
    await file.write(local, 0, local.length, entry.offset)
    const tail = Buffer.concat([central, directoryEnd(1, central.length, at)])
    await file.write(tail, 0, tail.length, at)
    await file.close()
    const zip = await ZipReader.open(path, 'far.cusp')
    const read = await zip.read('far.json', contents.length)
    expect(read.contents.toString()).toBe('a long way off')
    zip.close()
  })
})
