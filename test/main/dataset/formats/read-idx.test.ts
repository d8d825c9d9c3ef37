import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readIdx } from '../../../../src-main/dataset/formats/read-idx.ts'
import { encodeIdx, inFolder } from './idx-files.ts'

const pixels = Uint8Array.from({ length: 3 * 4 * 5 }, (_, i) => i * 4)
const images = encodeIdx(0x0803, [3, 4, 5], pixels)

const refusal = (bytes: Uint8Array, content: 'images' | 'labels' = 'images'): Promise<unknown> =>
  inFolder(async (put) =>
    readIdx(await put('some.idx', bytes), content).then(
      () => 'read',
      (error: unknown) => error,
    ),
  )

describe('dataset/formats/read-idx', () => {
  it.each([
    ['plain', images],
    ['gzip', gzipSync(images)],
  ])('reads a %s file to dimensions and bytes', (_, bytes) =>
    inFolder(async (put) => {
      const read = await readIdx(await put('whatever.name', bytes), 'images')
      expect(read).toEqual({ dims: [3, 4, 5], bytes: pixels })
    }),
  )

  it('reads labels', () =>
    inFolder(async (put) => {
      const file = await put('l', encodeIdx(0x0801, [3], Uint8Array.of(7, 0, 9)))
      expect(await readIdx(file, 'labels')).toEqual({ dims: [3], bytes: Uint8Array.of(7, 0, 9) })
    }))

  it('refuses a wrong magic number with the found and the wanted one', async () => {
    expect(await refusal(encodeIdx(0x0c03, [1, 1, 1], Uint8Array.of(1)))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(
        /magic number is 0x00000c03; IDX images begin with 0x00000803/,
      ) as string,
    })
  })

  it('says so when images and labels are swapped', async () => {
    expect(await refusal(images, 'labels')).toMatchObject({
      message: expect.stringContaining('that of images') as string,
    })
  })

  it('refuses every truncation, plain or gzip', async () => {
    for (let length = 0; length < images.length; length += 7) {
      const cut = images.subarray(0, length)
      expect(await refusal(cut)).toMatchObject({ code: 'dataset.malformed' })
      expect(await refusal(gzipSync(cut))).toMatchObject({ code: 'dataset.malformed' })
    }
    const packed = gzipSync(images)
    expect(await refusal(packed.subarray(0, packed.length - 9))).toMatchObject({
      code: 'dataset.malformed',
    })
  })

  it('names promise and truth of a truncated file', async () => {
    expect(await refusal(images.subarray(0, 70))).toMatchObject({
      message: expect.stringMatching(
        /some\.idx: header says 3 × 4 × 5, which makes 76 bytes, but the file ends after 70/,
      ) as string,
    })
  })

  it('reads the header of a full-size distribution and reports the missing bytes', async () => {
    const small = encodeIdx(0x0803, [60_000, 28, 28], pixels)
    expect(await refusal(gzipSync(small))).toMatchObject({
      message: expect.stringContaining('60000 × 28 × 28, which makes 47040016 bytes') as string,
    })
  })

  it('refuses bytes beyond the promise without inflating them all', async () => {
    const bomb = gzipSync(Buffer.concat([images, Buffer.alloc(64 * 2 ** 20)]))
    const before = process.memoryUsage().arrayBuffers
    expect(await refusal(bomb)).toMatchObject({
      message: expect.stringContaining('more follow') as string,
    })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 2 ** 20)
  })

  it.each([
    ['a dimension of 0', [0, 28, 28]],
    ['images of absurd sides', [1, 5000, 5000]],
    ['more than 1 GiB', [2_000_000, 28, 28]],
    ['an overflowing count', [0xffffffff, 4096, 4096]],
  ])('refuses %s from the header alone', async (_, dims) => {
    expect(await refusal(encodeIdx(0x0803, dims, pixels))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringContaining('header') as string,
    })
  })

  it('calls an absent file missing, by name', async () => {
    await expect(readIdx('/nowhere/train-images', 'images')).rejects.toMatchObject({
      code: 'dataset.missing',
      message: 'dataset file /nowhere/train-images is not there',
      place: '/nowhere/train-images',
    })
  })

  it('refuses a folder', () =>
    inFolder(async (_, folder) => {
      await expect(readIdx(folder, 'images')).rejects.toMatchObject({ code: 'dataset.malformed' })
    }))

  it('never crashes on arbitrary bytes: it reads or refuses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        expect(await refusal(bytes)).toMatchObject({ code: 'dataset.malformed' })
      }),
      { numRuns: 60, seed: 1 },
    )
  })
})
