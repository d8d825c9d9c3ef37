import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listStored, loadCorruptions, loadDataset } from '#dataset'
import { encodeNpy } from '../formats/encode.ts'
import { refusalOf, withFiles, type Files } from '../formats/folder.ts'
import { inDatasets } from '../stored/sample.ts'
import { base, corrupted, corruptionArray, importInto, resources } from './sources.ts'

/** With the base stored, and the files of a corruption set beside it. */
const withBase = <T>(files: Files, work: (source: string, datasets: string) => Promise<T>) =>
  withFiles({ ...base, ...files }, (source) =>
    inDatasets(async (datasets) => {
      await importInto(datasets, { format: 'npz', path: join(source, 'base.npz'), options: {} })
      return work(source, datasets)
    }),
  )

const importCorruptions = (source: string, datasets: string) =>
  importInto(datasets, {
    format: 'corruptions',
    path: join(source, 'c'),
    name: 'base-c',
    options: { base: 'base' },
  })

describe('dataset/import: corruption sets', () => {
  it('gives each severity of each test image of the base, by its index there', () =>
    withBase(corrupted, async (source, datasets) => {
      const { origin } = await importCorruptions(source, datasets)
      expect(origin.files.map(({ name }) => name)).toEqual([
        'labels.npy',
        'fog.npy',
        'gaussian_noise.npy',
      ])
      const dataset = await loadDataset({ kind: 'stored', name: 'base' }, { resources, datasets })
      const set = await loadCorruptions(datasets, 'base-c', dataset)
      const { images, labels } = await set.batch([3, 2], 'gaussian_noise', 4)
      expect([images[0], images[4]]).toEqual([240 / 255, 140 / 255].map(Math.fround))
      expect([...labels]).toEqual([0, 1])
      expect((await set.batch([2], 'fog', 1)).images[0]).toBeCloseTo(111 / 255, 6)
    }))

  it.each<[string, Files, RegExp]>([
    [
      'labels of another order',
      { 'c/labels.npy': encodeNpy('|u1', [2], Uint8Array.of(0, 1)) },
      /label 0 is 0, but test example 0 of "base" has 1; is it of another dataset/,
    ],
    [
      'labels of another count',
      { 'c/labels.npy': encodeNpy('|u1', [3], Uint8Array.of(1, 0, 1)) },
      /2 labels, or 5 times/,
    ],
    [
      'fewer severities',
      { 'c/fog.npy': encodeNpy('|u1', [8, 2, 2], new Uint8Array(32)) },
      /is \|u1 of \(8, 2, 2\); .*\(10, 2, 2, 1\)/,
    ],
    ['floats', { 'c/fog.npy': encodeNpy('<f4', [10, 2, 2], new Uint8Array(160)) }, /is <f4 of/],
    [
      'a truncation',
      { 'c/fog.npy': corruptionArray().subarray(0, -1) },
      /has 167 bytes where its header promises 168/,
    ],
    ['a name that is none', { 'c/Fog (new).npy': corruptionArray() }, /names no corruption/],
  ])('refuses %s and leaves nothing', (_, change, says) =>
    withBase({ ...corrupted, ...change }, async (source, datasets) => {
      expect(await refusalOf(importCorruptions(source, datasets))).toMatchObject({
        code: 'dataset.malformed',
        message: expect.stringMatching(says) as string,
      })
      expect(await readdir(datasets)).toEqual(['base'])
    }),
  )

  it('is not there at all when its import is killed, wherever that was', () =>
    withBase(corrupted, async (source, datasets) => {
      const program = join(import.meta.dirname, 'programs/killable-import.ts')
      for (const killedAt of [2, 8, 20]) {
        const child = fork(program, [join(source, 'c'), datasets, resources, `${killedAt}`])
        expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
        expect(await readdir(datasets)).toContainEqual(expect.stringMatching(/^\.importing-/))
        const listed = await listStored(datasets)
        expect(listed.map(({ name }) => name)).toEqual(['base'])
      }
      await importCorruptions(source, datasets)
      expect(await listStored(datasets)).toHaveLength(2)
    }))
})
