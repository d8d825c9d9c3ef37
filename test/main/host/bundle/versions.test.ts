import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { VersionStep } from '../../../../src-main/host/bundle/format/versions.ts'
import { contentsOf, readRun } from '../../../../src-main/host/bundle/read/contents.ts'
import { openBundle } from '../../../../src-main/host/bundle/read/open.ts'
import { bundleOfDraft, draft, id } from './forge.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-versions-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** As if version 0 had called a run's state its "status", and the manifest's items its "files". */
const fromZero: VersionStep = {
  from: 0,
  manifest: (manifest) => {
    const { files, ...rest } = manifest as { files: unknown }
    return { ...rest, items: files, version: 1 }
  },
  documents: {
    run: (run) => {
      const { status, ...rest } = run as { status: string }
      return { ...rest, state: status }
    },
  },
}

function ofVersionZero(): string {
  const made = draft()
  const [run] = made.items
  const { state, ...rest } = JSON.parse(run.contents.toString()) as { state: string }
  run.contents = Buffer.from(JSON.stringify({ ...rest, status: state }))
  const path = join(folder, 'old.cusp')
  writeFileSync(
    path,
    bundleOfDraft(made, ({ items, ...head }) => ({ ...head, files: items, version: 0 })),
  )
  return path
}

describe('host/bundle/versions', () => {
  it('reads a bundle of an older version through the steps to ours', async () => {
    const bundle = await openBundle(ofVersionZero(), 'old.cusp', [fromZero])
    const { runs } = contentsOf(bundle)
    expect(bundle.manifest.version).toBe(1)
    expect((await readRun(bundle, runs[0])).run).toMatchObject({ id, state: 'finished' })
    bundle.close()
  })

  it('refuses one from which no step leads on', async () => {
    await expect(openBundle(ofVersionZero(), 'old.cusp')).rejects.toMatchObject({
      ...{ code: 'bundle.malformed', place: 'old.cusp: manifest.json.version' },
    })
  })
})
