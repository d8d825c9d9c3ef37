import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadDataset, type ImportRequest, type SourceFormat } from '#dataset'
import { encodeNpy, encodeZip } from '../formats/encode.ts'
import { refusalOf, withFiles, type Files } from '../formats/folder.ts'
import { inDatasets } from '../stored/sample.ts'
import { base, importInto, resources } from './sources.ts'

const npz = (labels: readonly number[], fill = (i: number) => i): Files => ({
  'A Set.npz': encodeZip({
    'x.npy': {
      bytes: encodeNpy(
        '|u1',
        [labels.length, 1, 1],
        Uint8Array.from(labels, (_, i) => fill(i)),
      ),
    },
    'y.npy': { bytes: encodeNpy('|u1', [labels.length], Uint8Array.from(labels)) },
  }),
})

/** Imports files, then does something with the folder of datasets. */
const importing = <T>(
  files: Files,
  request: Omit<ImportRequest, 'options'> & Partial<ImportRequest>,
  work: (manifest: Awaited<ReturnType<typeof importInto>>, datasets: string) => T | Promise<T>,
) =>
  withFiles(files, (source) =>
    inDatasets(async (datasets) => {
      const path = join(source, request.path)
      return work(await importInto(datasets, { options: {}, ...request, path }), datasets)
    }),
  )

describe('dataset/import', () => {
  it('stores what the digits that ship hold, bit for bit: same hash, same split', () =>
    inDatasets(async (datasets) => {
      const request = {
        format: 'idx',
        path: join(resources, 'digits'),
        name: 'copy',
        options: {},
      } as const
      await importInto(datasets, request)
      const places = { resources, datasets }
      const [copy, digits] = await Promise.all([
        loadDataset({ kind: 'stored', name: 'copy' }, places),
        loadDataset({ kind: 'digits' }, places),
      ])
      expect(copy.hash).toBe(digits.hash)
      expect(copy.parts).toBeUndefined()
    }))

  it('keeps names and hashes of the files, the report and no path', () =>
    importing(npz([0, 1, 1]), { format: 'npz', path: 'A Set.npz' }, (manifest) => {
      expect(manifest).toMatchObject({ name: 'a-set', kind: 'examples', count: 3, parts: null })
      expect(manifest.origin).toMatchObject({ format: 'npz', files: [{ name: 'A Set.npz' }] })
      expect(JSON.stringify(manifest)).not.toContain('/')
    }))

  it('puts train before test, and tells them apart when read', () =>
    importing(base, { format: 'npz', path: 'base.npz' }, async (manifest, datasets) => {
      const { parts, labels } = await loadDataset(
        { kind: 'stored', name: 'base' },
        { resources, datasets },
      )
      expect(parts).toEqual({ train: 2, test: 2 })
      expect([...labels]).toEqual([0, 1, 1, 0])
      expect(manifest).toMatchObject({ report: { parts: [{ part: 'train' }, { part: 'test' }] } })
    }))

  it('names classes when told to, and refuses too few names', async () => {
    const request = { format: 'npz', path: 'A Set.npz' } as const
    await importing(
      npz([0, 1]),
      { ...request, options: { classes: ['cat', 'dog'] } },
      (manifest) => {
        expect(manifest).toMatchObject({ classes: ['cat', 'dog'] })
      },
    )
    for (const classes of [['cat'], ['cat', 'cat']]) {
      const refused = importing(npz([0, 1]), { ...request, options: { classes } }, () => undefined)
      expect(await refusalOf(refused)).toMatchObject({ code: 'input.invalid', place: '--classes' })
    }
  })

  it.each<[string, Files, string, RegExp]>([
    ['a single class', npz([3, 3]), 'dataset.malformed', /every example is of one class, "3"; two/],
    ['no images', npz([]), 'dataset.malformed', /none may be 0/],
    ['a file of another format', { 'A Set.npz': 'text' }, 'dataset.malformed', /not a zip archive/],
    ['a missing file', {}, 'dataset.missing', /A Set\.npz is not there/],
  ])('refuses %s and leaves nothing', async (_, files, code, says) =>
    withFiles(files, (source) =>
      inDatasets(async (datasets) => {
        const request = { format: 'npz', path: join(source, 'A Set.npz'), options: {} } as const
        expect(await refusalOf(importInto(datasets, request))).toMatchObject({
          code,
          message: expect.stringMatching(says) as string,
        })
        expect(await readdir(datasets)).toEqual([])
      }),
    ),
  )

  it.each<[SourceFormat, ImportRequest['options'], string, RegExp]>([
    ['svhn', { size: 32 }, '--size', /is not of the format svhn; it takes no options/],
    ['image-folder', { labels: 'fine' }, '--labels', /it takes --size, --colour/],
    ['image-folder', { size: 3.5 }, '--size', /is 3\.5; a whole number of pixels from 4 to 1024/],
    ['image-folder', { size: 5000 }, '--size', /is 5000/],
    ['corruptions', {}, '--base', /is missing; the name of the dataset/],
  ])('refuses of %s the options %o', async (format, options, place, says) => {
    const refused = importInto('/nowhere', { format, path: '.', name: 'x', options })
    expect(await refusalOf(refused)).toMatchObject({
      code: 'input.invalid',
      place,
      message: expect.stringMatching(says) as string,
    })
  })

  it('refuses a taken name before it reads anything', () =>
    importing(base, { format: 'npz', path: 'base.npz' }, async (_, datasets) => {
      const again = { format: 'npz', path: '.', name: 'base', options: {} } as const
      expect(await refusalOf(importInto(datasets, again))).toMatchObject({ code: 'dataset.exists' })
    }))

  it('stops when told to, and leaves nothing', () =>
    inDatasets(async (datasets) => {
      const controller = new AbortController()
      const request = {
        format: 'idx',
        path: join(resources, 'digits'),
        name: 'copy',
        options: {},
      } as const
      const stopped = importInto(datasets, request, {
        signal: controller.signal,
        onImages: () => controller.abort(),
      })
      expect(await refusalOf(stopped)).toMatchObject({ code: 'dataset.cancelled', exit: 130 })
      expect(await readdir(datasets)).toEqual([])
    }))
})
