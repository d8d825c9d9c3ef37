import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadDataset } from '#dataset'
import { storedNames } from '../../../../src-main/dataset/stored/read.ts'
import { writeStored } from '../../../../src-main/dataset/stored/write.ts'
import { examples, inDatasets, store } from './sample.ts'

const load = (datasets: string, name: string, hash?: string) =>
  loadDataset({ kind: 'stored', name, hash }, { resources: '/nowhere', datasets })

describe('dataset/stored/examples', () => {
  it('gives back what was stored, with its parts and the hash of its manifest', () =>
    inDatasets(async (datasets) => {
      const { hash } = await store(datasets)
      const { images, labels, shape, classes, parts } = examples
      expect(await load(datasets, 'sample', hash)).toEqual({
        name: 'sample',
        count: 6,
        hash,
        ...{ images, labels, shape, classes, parts },
      })
      expect(await storedNames(datasets)).toEqual(['sample'])
    }))

  it('refuses a dataset that is not the one a spec pins, with both hashes', () =>
    inDatasets(async (datasets) => {
      const { hash } = await store(datasets)
      await expect(load(datasets, 'sample', 'a'.repeat(64))).rejects.toMatchObject({
        code: 'dataset.mismatch',
        message: expect.stringMatching(`aaaaaaaaaaaa….*${hash.slice(0, 12)}…`) as string,
      })
    }))

  it('refuses a name that is not stored, and names that would leave the folder', () =>
    inDatasets(async (datasets) => {
      await expect(load(datasets, 'absent')).rejects.toMatchObject({ code: 'dataset.unknown' })
      for (const name of ['..', '../x', '/etc', 'A', 'nul', 'nul.x', 'digits', '', 'a/b', '.x']) {
        await expect(load(datasets, name)).rejects.toMatchObject({ code: 'input.invalid' })
      }
    }))

  it.each([
    ['a changed byte', 'images.bin', (bytes: Buffer) => bytes.fill(7, 3, 4)],
    ['a truncation', 'labels.bin', (bytes: Buffer) => bytes.subarray(1)],
    ['an appended byte', 'labels.bin', (bytes: Buffer) => Buffer.concat([bytes, bytes])],
    ['a damaged manifest', 'manifest.json', (bytes: Buffer) => bytes.subarray(1)],
  ])('names the file that has %s', (_, name, damage) =>
    inDatasets(async (datasets) => {
      await store(datasets)
      const file = join(datasets, 'sample', name)
      await writeFile(file, damage(await readFile(file)))
      await expect(load(datasets, 'sample')).rejects.toMatchObject({
        code: 'dataset.corrupt',
        place: file,
      })
    }),
  )

  it('refuses labels beyond the classes even where every hash fits', () =>
    inDatasets(async (datasets) => {
      await store(datasets)
      const file = join(datasets, 'sample', 'manifest.json')
      const text = await readFile(file, 'utf8')
      await writeFile(file, text.replace('"parts":{"train":4', '"parts":{"train":3'))
      await expect(load(datasets, 'sample')).rejects.toMatchObject({ code: 'dataset.corrupt' })
    }))
})

describe('dataset/stored/write', () => {
  it('never overwrites a name', () =>
    inDatasets(async (datasets) => {
      const { hash } = await store(datasets)
      await expect(store(datasets)).rejects.toMatchObject({ code: 'dataset.exists' })
      expect((await load(datasets, 'sample')).hash).toBe(hash)
      expect(await readdir(datasets)).toEqual(['sample'])
    }))

  it('keeps one of two imports of a name at a time, whole', () =>
    inDatasets(async (datasets) => {
      const [one, two] = await Promise.allSettled([store(datasets), store(datasets)])
      expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected'])
      expect((await load(datasets, 'sample')).count).toBe(6)
      expect(await readdir(datasets)).toEqual(['sample'])
    }))

  it('leaves nothing of an import that fails', () =>
    inDatasets(async (datasets) => {
      const failing = writeStored({ datasets, name: 'half', now: 0 }, 3, async (put) => {
        await put('images.bin', Uint8Array.of(1, 2, 3))
        throw new Error('the source ends')
      })
      await expect(failing).rejects.toThrow('the source ends')
      expect(await readdir(datasets)).toEqual([])
    }))

  it('refuses what the disk has no room for, before anything is written', () =>
    inDatasets(async (datasets) => {
      const huge = writeStored({ datasets, name: 'huge', now: 0 }, 2 ** 60, () =>
        Promise.reject(new Error('unreached')),
      )
      await expect(huge).rejects.toMatchObject({ code: 'disk.full' })
      expect(await readdir(datasets)).toEqual([])
    }))

  it('removes what a killed import left a day ago, and not what one is writing now', () =>
    inDatasets(async (datasets) => {
      for (const name of ['.importing-old', '.importing-new']) await mkdir(join(datasets, name))
      await utimes(join(datasets, '.importing-old'), 0, 0)
      const now = 2 * 24 * 3600 * 1000
      await utimes(join(datasets, '.importing-new'), now / 1000, now / 1000)
      await writeStored({ datasets, name: 'next', now }, 0, () =>
        Promise.reject(new Error('no')),
      ).catch(() => undefined)
      expect(await readdir(datasets)).toEqual(['.importing-new'])
      expect(await storedNames(datasets)).toEqual([])
    }))
})
