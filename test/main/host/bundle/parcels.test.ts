import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeParcel, type HostClient } from '#host'
import { FramePort } from '../../../../src-main/host/transport/frame-port.ts'
import { clientOver } from '../../../../src-main/host/transport/rpc.ts'
import { bundleOfDraft, draft, id } from './forge.ts'
import { bring, bundleOf, openFolder, preview, type Folder } from './rig.ts'

let folder: Folder
beforeEach(async () => {
  folder = await openFolder()
})
afterEach(() => folder.close())

const sound = bundleOfDraft(draft())
const inPieces = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => ({
    offset: i * size,
    piece: bytes.subarray(i * size, (i + 1) * size).toString('base64'),
  }))

/** The contract as a page has it: every answer and refusal crosses as frames. */
function overWire(): HostClient {
  const port = new FramePort((frame) => page.deliver(frame))
  const page: FramePort = new FramePort((frame) => port.deliver(frame))
  folder.host.serve(port, { mayNameFiles: false })
  return clientOver(page)
}

describe('host/parcels', () => {
  it('takes a file in pieces and gives it back, as a page does that has no paths', async () => {
    const { parcels } = folder.host.client
    let file: string | undefined
    for (const piece of inPieces(sound, 1000)) file = (await parcels.send({ file, ...piece })).file
    const name = file ?? ''
    const back = await parcels.fetch({ file: name, offset: 0 })
    expect(back.bytes).toBe(sound.length)
    expect(Buffer.from(back.piece, 'base64').equals(sound)).toBe(true)
    expect((await folder.host.client.bundles.preview({ file: name, name: 'x' })).runs).toHaveLength(
      1,
    )
    await parcels.discard({ file: name })
    await expect(parcels.fetch({ file: name, offset: 0 })).rejects.toMatchObject({
      code: 'bundle.missing',
    })
  })

  it('refuses a piece out of order, and names that it did not give', async () => {
    const { parcels, bundles } = folder.host.client
    const { file } = await parcels.send({ offset: 0, piece: 'AAAA' })
    await expect(parcels.send({ file, offset: 9, piece: 'AAAA' })).rejects.toMatchObject({
      ...{ code: 'input.invalid', place: 'offset' },
    })
    for (const name of ['../../cusp.sqlite', 'a/b.cusp', '..', '0123456789.sqlite']) {
      await expect(parcels.fetch({ file: name, offset: 0 })).rejects.toMatchObject({
        ...{ code: 'input.invalid', place: 'file' },
      })
    }
    const gone = { file: '0123456789.cusp', name: 'x' }
    await expect(bundles.preview(gone)).rejects.toMatchObject({ code: 'bundle.missing' })
  })

  it('takes a written file to a place where nothing is', async () => {
    const path = join(folder.dataDir, 'in.cusp')
    writeFileSync(path, sound)
    await bring(folder, path)
    const target = await bundleOf(folder, { runs: [id], checkpoints: true })
    const before = readFileSync(target)
    await expect(bundleOf(folder, { runs: [id] })).rejects.toMatchObject({
      ...{ code: 'input.invalid', place: target },
    })
    expect(readFileSync(target).equals(before)).toBe(true)
    expect(readdirSync(join(folder.dataDir, 'cache', 'parcels'))).toEqual([])
    await expect(
      takeParcel(folder.dataDir, 'none.cusp', join(folder.dataDir, 'n')),
    ).rejects.toThrow()
    expect(existsSync(join(folder.dataDir, 'n'))).toBe(false)
  })

  it('leaves nothing of an export or import that whoever asked has left', async () => {
    const path = join(folder.dataDir, 'in.cusp')
    writeFileSync(path, sound)
    await bring(folder, path)
    const { client } = folder.host
    const stopped = new AbortController()
    stopped.abort()
    const leave = async () => {
      for await (const _ of await client.bundles.write({ runs: [id] }, { signal: stopped.signal }));
    }
    await expect(leave()).rejects.toBeInstanceOf(Error)
    expect(readdirSync(join(folder.dataDir, 'cache', 'parcels'))).toEqual([])
  })

  it('puts a folder of checkpoints that no run has into quarantine', async () => {
    const orphan = join(folder.dataDir, 'checkpoints', id)
    mkdirSync(orphan)
    writeFileSync(join(orphan, 'left'), 'by an import that was killed')
    const path = join(folder.dataDir, 'in.cusp')
    writeFileSync(path, sound)
    expect((await bring(folder, path)).runs).toEqual([id])
    expect(readdirSync(orphan)).toEqual(['step-0000000008'])
    const [kept] = readdirSync(join(folder.dataDir, 'quarantine'))
    expect(readdirSync(join(folder.dataDir, 'quarantine', kept))).toEqual(['left'])
  })

  it('says over a wire, too, why nothing is written, brought in or removed', async () => {
    const { bundles, foreign, shelf } = overWire()
    const runs = ['0000000000']
    const gone = { file: '0123456789.cusp', name: 'x' }
    const asked: readonly (readonly [string, () => Promise<AsyncIterable<unknown>>])[] = [
      ['run.unknown', () => bundles.write({ runs })],
      ['input.invalid', () => bundles.write({ runs: [] })],
      ['run.unknown', () => foreign.write({ runs, format: 'csv' })],
      ['bundle.missing', () => bundles.import(gone)],
      ['run.unknown', () => shelf.purge({ runs })],
    ]
    for (const [code, ask] of asked) {
      const read = (async () => {
        for await (const _ of await ask());
      })()
      await expect(read).rejects.toMatchObject({ code })
    }
  })

  it('lets no page bring in a run that names files of this machine', async () => {
    const path = join(folder.dataDir, 'in.cusp')
    const source = { kind: 'idx', images: '/etc/passwd', labels: '/etc/passwd' } as const
    const made = draft((run) => {
      run.spec = { ...run.spec, dataset: { ...run.spec.dataset, source } }
    })
    writeFileSync(path, bundleOfDraft(made))
    // A terminal may.
    expect((await preview(folder, path)).runs).toHaveLength(1)
    const { bundles, parcels } = overWire()
    const piece = bundleOfDraft(made).toString('base64')
    const { file } = await parcels.send({ offset: 0, piece })
    const refused = { code: 'access.path', place: `run ${id}.source` }
    await expect(bundles.preview({ file, name: 'x' })).rejects.toMatchObject(refused)
    const brought = (async () => {
      for await (const _ of await bundles.import({ file, name: 'x' }));
    })()
    await expect(brought).rejects.toMatchObject(refused)
    expect(await folder.host.client.runs.list()).toEqual([])
  })
})
