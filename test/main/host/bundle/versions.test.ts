import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { versionSteps, type VersionStep } from '../../../../src-main/host/bundle/format/versions.ts'
import { contentsOf, readRun } from '../../../../src-main/host/bundle/read/contents.ts'
import { openBundle } from '../../../../src-main/host/bundle/read/open.ts'
import { bundleOfDraft, draft, id } from './forge.ts'
import { bring, openFolder, preview } from './rig.ts'

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
    const bundle = await openBundle(ofVersionZero(), 'old.cusp', [fromZero, ...versionSteps])
    const { runs } = contentsOf(bundle)
    expect(bundle.manifest.version).toBe(2)
    expect((await readRun(bundle, runs[0])).run).toMatchObject({ id, state: 'finished' })
    bundle.close()
  })

  it('refuses one from which no step leads on', async () => {
    await expect(openBundle(ofVersionZero(), 'old.cusp')).rejects.toMatchObject({
      ...{ code: 'bundle.malformed', place: 'old.cusp: manifest.json.version' },
    })
  })

  it('refuses one of a newer version, and says who can read it', async () => {
    const path = join(folder, 'new.cusp')
    writeFileSync(
      path,
      bundleOfDraft(draft(), (head) => ({ ...head, version: 3, more: 'unknown' })),
    )
    await expect(openBundle(path, 'new.cusp')).rejects.toMatchObject({
      ...{ code: 'bundle.newer', place: 'new.cusp: manifest.json.version' },
      message: expect.stringContaining('a newer Cusp') as unknown,
    })
  })
})

/** Written by Cusp 0.1.0 of 30 November 2026, when bundles were of version 1. */
const ofVersionOne = join(import.meta.dirname, 'fixtures', 'version-1.cusp')

describe('host/bundle/versions: a file that version 1 wrote', () => {
  it('comes in whole: runs, notes, comparison, figure, and a report with what it froze', async () => {
    const into = await openFolder()
    const { client } = into.host
    expect(await preview(into, ofVersionOne)).toMatchObject({ version: 2, unknown: [] })
    const brought = await bring(into, ofVersionOne)
    expect(brought.runs).toEqual(['a0000b0000', 'a0001b0000'])
    const detail = await client.runs.get({ run: 'a0000b0000' })
    expect(detail.summary).toMatchObject({ state: 'finished', scores: { count: 16 } })
    expect((await client.table.ids({ where: 'tag:older' })).runs).toHaveLength(2)
    expect((await client.comparisons.list()).map(({ name }) => name)).toEqual(['Older pair'])
    const [figure] = await client.figures.list()
    const drawn = await client.figures.draw({ figure: { id: figure.id } })
    expect(drawn.missing).toEqual([])
    expect(drawn.groups).toHaveLength(2)
    const [report] = await client.reports.list()
    const { text } = await client.reports.get({ id: report.id })
    const { panels } = await client.reports.render({ text })
    expect(panels).toHaveLength(2)
    for (const { spec } of panels) {
      if (!spec) throw new Error('a panel of the report is not read')
      const shown = await client.reports.panel({ id: report.id, spec, compare: false })
      expect(shown.frozenAt !== null).toBe(spec.frozen !== undefined)
      // What was frozen was of these very runs.
      expect(shown.content.provenance.runs.map((run) => run.id)).toEqual(brought.runs)
    }
    // Brought in once more, it changes nothing.
    const again = await preview(into, ofVersionOne)
    expect(again.runs.map(({ standing }) => standing)).toEqual(['same', 'same'])
    await into.close()
  })
})
