import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCorruptions, loadDataset, severities, type Dataset } from '#dataset'
import { writeCorruptions } from '../../../../src-main/dataset/stored/corruptions.ts'
import { inDatasets, origin, store } from './sample.ts'

/** Two test images of two pixels: fog at severity s adds 10 s, noise 10 s + 1, to the image's place. */
const value = (corruption: string, severity: number, image: number, pixel: number) =>
  100 * image + 10 * severity + (corruption === 'noise' ? 1 : 0) + 2 * pixel

async function withCorruptions<T>(
  work: (datasets: string, base: Dataset) => Promise<T>,
): Promise<T> {
  return inDatasets(async (datasets) => {
    await store(datasets)
    const base = await loadDataset({ kind: 'stored', name: 'sample' }, { resources: '', datasets })
    await writeCorruptions(
      { datasets, name: 'sample-c', now: 0 },
      {
        base,
        corruptions: ['noise', 'fog'],
        slab: async (corruption, severity) =>
          Uint8Array.from([0, 1, 2, 3], (i) => value(corruption, severity, i >> 1, i & 1)),
        origin: () => ({ ...origin, format: 'corruptions' }),
      },
    )
    return work(datasets, base)
  })
}

describe('dataset/stored/corruptions', () => {
  it('gives a test example, by its index in the base, as each corruption leaves it', () =>
    withCorruptions(async (datasets, base) => {
      const set = await loadCorruptions(datasets, 'sample-c', base)
      expect(set.corruptions).toEqual(['fog', 'noise'])
      for (const corruption of set.corruptions) {
        for (const severity of severities) {
          // The test part begins at index 4.
          const batch = await set.batch([5, 4], corruption, severity)
          const pixels = [1, 0].flatMap((i) => [0, 1].map((p) => value(corruption, severity, i, p)))
          expect([...batch.images]).toEqual(pixels.map((byte) => Math.fround(byte / 255)))
          expect([...batch.labels]).toEqual([0, 1])
          expect([...batch.indices]).toEqual([5, 4])
        }
      }
    }))

  it('has no corrupted version of a training example', () =>
    withCorruptions(async (datasets, base) => {
      const set = await loadCorruptions(datasets, 'sample-c', base)
      await expect(set.batch([3], 'fog', 1)).rejects.toThrow(RangeError)
    }))

  it('refuses an unknown corruption and says which it has', () =>
    withCorruptions(async (datasets, base) => {
      const set = await loadCorruptions(datasets, 'sample-c', base)
      await expect(set.batch([4], 'snow', 1)).rejects.toThrow(
        '"sample-c" has no "snow"; it has fog',
      )
      await expect(set.batch([4], 'fogg', 1)).rejects.toThrow('did you mean "fog"?')
    }))

  it('refuses a dataset that it does not belong to', () =>
    withCorruptions(async (datasets, base) => {
      const other = { ...base, hash: 'f'.repeat(64) }
      await expect(loadCorruptions(datasets, 'sample-c', other)).rejects.toMatchObject({
        code: 'dataset.mismatch',
      })
      await expect(loadCorruptions(datasets, 'sample', base)).rejects.toMatchObject({
        code: 'input.invalid',
      })
    }))

  it('names the file of a severity that is damaged, when it is asked for', () =>
    withCorruptions(async (datasets, base) => {
      const file = join(datasets, 'sample-c', 'fog-3.bin')
      await writeFile(file, (await readFile(file)).fill(9))
      const set = await loadCorruptions(datasets, 'sample-c', base)
      expect((await set.batch([4], 'fog', 2)).size).toBe(1)
      await expect(set.batch([4], 'fog', 3)).rejects.toMatchObject({
        code: 'dataset.corrupt',
        place: file,
      })
    }))

  it('is not a dataset to train on', () =>
    withCorruptions(async (datasets) => {
      const source = { kind: 'stored', name: 'sample-c' } as const
      await expect(loadDataset(source, { resources: '', datasets })).rejects.toMatchObject({
        code: 'input.invalid',
      })
    }))
})
