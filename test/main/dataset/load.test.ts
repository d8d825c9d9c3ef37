import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { hashOf, loadDataset, type Dataset } from '#dataset'
import { encodeIdx, inFolder } from './formats/idx-files.ts'

const resources = join(import.meta.dirname, '../../../resources')
const places = { resources, datasets: '/nowhere' }

describe('dataset/load: the digits that ship', () => {
  let digits: Dataset
  beforeAll(async () => {
    digits = await loadDataset({ kind: 'digits' }, places)
  })

  it('are 10,000 grey images of 28 × 28 in ten classes', () => {
    expect(digits.count).toBe(10_000)
    expect(digits.shape).toEqual({ height: 28, width: 28, channels: 1 })
    expect(digits.images.length).toBe(10_000 * 784)
    expect(digits.classes).toEqual([...'0123456789'])
  })

  it('have the class counts of their source', () => {
    const counts = new Array<number>(10).fill(0)
    digits.labels.forEach((label) => counts[label]++)
    expect(counts).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978])
  })

  it('look like ink on paper: an eighth grey, edges blank, no two images alike', () => {
    const mean = digits.images.reduce((sum, v) => sum + v, 0) / digits.images.length / 255
    expect(mean).toBeGreaterThan(0.11)
    expect(mean).toBeLessThan(0.15)
    const seen = new Set<string>()
    for (let i = 0; i < digits.count; i++) {
      const image = digits.images.subarray(i * 784, (i + 1) * 784)
      expect(image[0] + image[27] + image[756] + image[783]).toBe(0)
      seen.add(createHash('md5').update(image).digest('base64'))
    }
    expect(seen.size).toBe(10_000)
  })

  it('have the recorded content hash', () => {
    expect(digits.hash).toBe('59d06a45e099b18154ad50303c484567946296fb09a44fe681d45fa10a6be022')
  })
})

describe('dataset/load', () => {
  const pair = (labels: number[]) => ({
    images: gzipSync(encodeIdx(0x0803, [3, 2, 2], new Uint8Array(12).fill(9))),
    labels: encodeIdx(0x0801, [labels.length], Uint8Array.from(labels)),
  })
  const load = (labels: number[]): Promise<Dataset> =>
    inFolder(async (put) => {
      const files = pair(labels)
      const images = await put('images.gz', files.images)
      return loadDataset({ kind: 'idx', images, labels: await put('labels', files.labels) }, places)
    })

  it('reads a pair of files as Fashion-MNIST has them', async () => {
    const dataset = await load([2, 0, 1])
    expect(dataset.shape).toEqual({ height: 2, width: 2, channels: 1 })
    expect([...dataset.labels]).toEqual([2, 0, 1])
    expect(dataset.classes).toEqual(['0', '1', '2'])
  })

  it('refuses a pair of different counts, naming both', async () => {
    await expect(load([2, 0])).rejects.toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(
        /labels: holds 2 labels, but .*images\.gz holds 3 images/,
      ) as string,
    })
  })

  it('refuses labels of one class', async () => {
    await expect(load([0, 0, 0])).rejects.toMatchObject({ code: 'dataset.malformed' })
  })

  it('hashes shape, images and labels: each of them changes it', () => {
    const shape = { height: 1, width: 2, channels: 1 }
    const images = Uint8Array.of(1, 2)
    const hashes = [
      hashOf(shape, images, Uint8Array.of(1)),
      hashOf({ height: 2, width: 1, channels: 1 }, images, Uint8Array.of(1)),
      hashOf(shape, Uint8Array.of(2, 1), Uint8Array.of(1)),
      hashOf(shape, images, Uint8Array.of(0)),
    ]
    expect(new Set(hashes).size).toBe(4)
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/)
  })
})
