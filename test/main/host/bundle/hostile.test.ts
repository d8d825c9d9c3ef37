import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { id } from './forge.ts'
import { hostileArchives } from './hostile-archives.ts'
import { hostileDocuments, hostileReports } from './hostile-documents.ts'
import { withDraft } from './hostile.ts'
import { bring, openFolder, preview, type Folder } from './rig.ts'
import { everythingIn } from './traces.ts'

let folder: Folder
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

describe('host/bundle refuses a bundle that', () => {
  it.each([...hostileArchives, ...hostileDocuments, ...hostileReports])(
    '%s, and leaves no trace of it',
    async (_, make, place, says) => {
      const path = join(folder.dataDir, 'hostile.cusp')
      writeFileSync(path, make())
      const before = everythingIn(folder.dataDir)
      const refused = bring(folder, path)
      await expect(refused).rejects.toMatchObject({ code: 'bundle.malformed' })
      await expect(refused).rejects.toThrow(says)
      const error = (await refused.catch((thrown: unknown) => thrown)) as { place: string }
      expect(error.place).toBe(place)
      expect(everythingIn(folder.dataDir)).toEqual(before)
    },
  )
})

describe('host/bundle', () => {
  it('refuses a bundle of a newer version by a code of its own', async () => {
    const path = join(folder.dataDir, 'newer.cusp')
    writeFileSync(path, withDraft(({ manifest }) => (manifest['version'] = 3))())
    await expect(preview(folder, path)).rejects.toMatchObject({
      ...{ code: 'bundle.newer', place: 'x.cusp: manifest.json.version' },
    })
  })

  it('leaves out kinds it does not know, and says so', async () => {
    const path = join(folder.dataDir, 'kinds.cusp')
    const contents = Buffer.from('{"from": "the future"}')
    writeFileSync(
      path,
      withDraft(
        ({ items }) => void items.push({ path: 'moods/one.json', kind: 'mood', contents }),
      )(),
    )
    const seen = await preview(folder, path)
    expect(seen.unknown).toEqual([{ kind: 'mood', count: 1 }])
    expect(seen.runs).toMatchObject([{ id, standing: 'new', checkpoints: 1 }])
  })
})
