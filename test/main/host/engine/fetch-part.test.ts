import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchPart, type OnBytes } from '../../../../src-main/host/engine/install/fetch-part.ts'
import type { Part } from '../../../../src-main/host/engine/install/parts.ts'

const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251))
const sha256 = createHash('sha256').update(bytes).digest('hex')

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let folder: string
let close: (() => Promise<void>) | undefined
const asked: (string | undefined)[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cusp-part-'))
  asked.length = 0
})
afterEach(async () => {
  await close?.()
  await rm(folder, { recursive: true })
})

/** Where the server of this test is. */
let address: string
const fetchIt = (part: Part, target: string, onBytes: OnBytes) =>
  fetchPart(part, target, onBytes, async () => address)

async function serve(answer: Answer): Promise<Part> {
  const server = createServer((request, response) => {
    asked.push(request.headers.range)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  const { port } = server.address() as AddressInfo
  address = `http://127.0.0.1:${port}/part`
  return { file: 'part', published: { on: 'npm', as: 'part@1' }, bytes: bytes.length, sha256 }
}

const ranged: Answer = (request, response) => {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
  response.writeHead(from > 0 ? 206 : 200).end(bytes.subarray(from))
}
const target = () => join(folder, 'part')
const nothing = () => undefined

describe('host/engine/install/fetch-part', () => {
  it('goes on where a broken connection left off', async () => {
    let first: ServerResponse | undefined
    const part = await serve((request, response) => {
      if (first) return ranged(request, response)
      first = response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.subarray(0, 100_000))
    })
    await expect(fetchIt(part, target(), () => first?.destroy())).rejects.toMatchObject({
      code: 'engine.download',
      place: 'part',
    })
    const kept = (await readFile(`${target()}.part`)).length
    expect(kept).toBeGreaterThan(0)
    const told: number[] = []
    await fetchIt(part, target(), (_, done) => told.push(done))
    expect(asked).toEqual([undefined, `bytes=${kept}-`])
    expect(told.at(-1)).toBe(bytes.length)
    expect((await readFile(target())).equals(bytes)).toBe(true)
  })

  it('starts over with a server that knows no ranges', async () => {
    const part = await serve((_, response) => response.writeHead(200).end(bytes))
    await writeFile(`${target()}.part`, 'left by an earlier attempt')
    await fetchIt(part, target(), nothing)
    expect((await readFile(target())).equals(bytes)).toBe(true)
  })

  it('keeps nothing of a file that is not the one meant', async () => {
    const part = await serve((_, response) => response.writeHead(200).end(bytes.map((b) => b ^ 1)))
    await expect(fetchIt(part, target(), nothing)).rejects.toThrow(sha256)
    expect(await readdir(folder)).toEqual([])
  })

  it('fetches nothing that is there already, and trusts no file for its size', async () => {
    const part = await serve(ranged)
    await writeFile(target(), bytes)
    await fetchIt(part, target(), nothing)
    expect(asked).toEqual([])
    await writeFile(target(), Buffer.alloc(bytes.length))
    await fetchIt(part, target(), nothing)
    expect(asked).toEqual([undefined])
    expect((await readFile(target())).equals(bytes)).toBe(true)
  })

  it('says what the server answered, and how to go on', async () => {
    const part = await serve((_, response) => response.writeHead(404).end())
    await expect(fetchIt(part, target(), nothing)).rejects.toThrow(/answered 404.*--from/)
  })
})
