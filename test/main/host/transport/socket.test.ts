import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { attachSocket } from '../../../../src-main/host/transport/attach.ts'
import { serveRouter } from '../../../../src-main/host/transport/rpc.ts'
import { listenSocket } from '../../../../src-main/host/transport/socket.ts'
import { smallRouter, status } from './small-router.ts'

const folders: string[] = []
const folder = (name = '') => {
  const root = mkdtempSync(join(tmpdir(), 'cusp-test-'))
  folders.push(root)
  const path = join(root, name)
  mkdirSync(path, { recursive: true })
  return path
}
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true })
})

async function live(dataDir: string) {
  const { router, seen } = smallRouter()
  const listener = await listenSocket(serveRouter(router), dataDir)
  const attachment = await attachSocket(dataDir)
  if (attachment === undefined) throw new Error('nobody listens')
  return { listener, seen, attachment, client: attachment.client }
}

describe('host/transport/socket', () => {
  it('carries calls, refusals and defects', async () => {
    const { listener, attachment, client, seen } = await live(folder())
    await expect(client.system.status()).resolves.toEqual(status)
    expect(seen.callers).toEqual([{ mayNameFiles: true }])
    await expect(client.curricula.get({ id: 'x' })).rejects.toMatchObject({
      name: 'CuspError',
      code: 'curriculum.unknown',
      message: 'No curriculum "x".',
      place: 'id',
    })
    await expect(client.curricula.list()).rejects.toMatchObject({ code: 'internal' })
    await expect(client.curricula.get({ id: 7 as never })).rejects.toMatchObject({
      code: 'input.invalid',
      place: 'id',
      message: 'id: is 7; a text belongs here',
    })
    await attachment.close()
    await listener.close()
  })

  it('ends a stream on the host when its reader leaves', async () => {
    const { listener, attachment, client, seen } = await live(folder())
    const seqs = []
    for await (const notice of await client.system.notices()) {
      seqs.push(notice.kind === 'run' ? notice.seq : -1)
      if (seqs.length === 3) break
    }
    expect(seqs).toEqual([0, 1, 2])
    await expect.poll(() => seen.streamsEnded).toBe(1)
    await attachment.close()
    await listener.close()
  })

  it('fails calls under way when the host ends', async () => {
    const { listener, client } = await live(folder())
    const notices = await client.system.notices()
    await listener.close()
    const drain = async () => {
      for await (const _ of notices);
    }
    await expect(drain()).rejects.toThrow()
    await expect(client.system.status()).rejects.toMatchObject({ code: 'host.unreachable' })
  })

  it('is open to its own user only, and gone when the host is', async () => {
    const dataDir = folder()
    const { listener, attachment } = await live(dataDir)
    expect(listener.address).toBe(join(dataDir, 'host.sock'))
    expect(statSync(listener.address).mode & 0o777).toBe(0o600)
    await attachment.close()
    await listener.close()
    expect(existsSync(listener.address)).toBe(false)
    await expect(attachSocket(dataDir)).resolves.toBeUndefined()
  })

  it('takes the place of a dead host that left its socket behind', async () => {
    const dataDir = folder()
    writeFileSync(join(dataDir, 'host.sock'), '')
    await expect(attachSocket(dataDir)).resolves.toBeUndefined()
    const { listener, attachment } = await live(dataDir)
    await attachment.close()
    await listener.close()
  })

  it('listens elsewhere, and says where, when the folder is too long for a socket', async () => {
    const dataDir = folder('long-'.repeat(30))
    const { listener, attachment, client } = await live(dataDir)
    expect(listener.address.startsWith(tmpdir())).toBe(true)
    expect(readFileSync(join(dataDir, 'host.sock.path'), 'utf8')).toBe(listener.address)
    expect(statSync(join(dataDir, 'host.sock.path')).mode & 0o777).toBe(0o600)
    await expect(client.system.status()).resolves.toEqual(status)
    await attachment.close()
    await listener.close()
    expect(existsSync(join(listener.address, '..'))).toBe(false)
  })

  it('is idle when the last terminal has left', async () => {
    const { listener, attachment } = await live(folder())
    let isIdle = false
    const idling = listener.idle().then(() => (isIdle = true))
    await attachment.client.system.status()
    expect(isIdle).toBe(false)
    await attachment.close()
    await idling
    await listener.close()
  })

  it('removes nothing that a tampered pointer names', async () => {
    const dataDir = folder()
    const precious = join(folder('cusp-socket-x'), 'host.sock')
    writeFileSync(precious, '')
    writeFileSync(join(dataDir, 'host.sock.path'), precious)
    const { listener, attachment } = await live(dataDir)
    expect(existsSync(precious)).toBe(true)
    await attachment.close()
    await listener.close()
  })

  it('cuts off a peer that claims an oversized frame, and serves the others', async () => {
    const { listener, attachment, client } = await live(folder())
    const peer = connect(listener.address)
    peer.on('error', () => undefined)
    peer.write(Uint8Array.of(255, 255, 255, 255, 0))
    await new Promise((resolve) => peer.once('close', resolve))
    await expect(client.system.status()).resolves.toEqual(status)
    await attachment.close()
    await listener.close()
  })
})
