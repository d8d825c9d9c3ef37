import { gzipSync } from 'node:zlib'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readIdxFolder } from '../../../../src-main/dataset/formats/idx-folder.ts'
import { Reading } from '../../../../src-main/dataset/formats/reading.ts'
import { refusalOf, withFiles, type Files } from './folder.ts'
import { encodeIdx } from './idx-files.ts'

const images = (count: number, side = 2) =>
  encodeIdx(0x0803, [count, side, side], new Uint8Array(count * side * side).fill(count))
const labels = (...values: number[]) => encodeIdx(0x0801, [values.length], Uint8Array.from(values))

/** As the original distribution of MNIST names them. */
const mnist: Files = {
  'train-images-idx3-ubyte.gz': gzipSync(images(3)),
  'train-labels-idx1-ubyte.gz': gzipSync(labels(2, 0, 1)),
  't10k-images.idx3-ubyte': images(2),
  't10k-labels.idx1-ubyte': labels(1, 0),
  LICENSE: '',
}

const read = (files: Files) => withFiles(files, (folder) => readIdxFolder(folder, new Reading()))

describe('dataset/formats/idx-folder', () => {
  it('reads train and t10k as parts, gzip or plain, whichever way names are written', async () => {
    const { shape, classes, parts } = await read(mnist)
    expect(shape).toEqual({ height: 2, width: 2, channels: 1 })
    expect(classes).toEqual(['0', '1', '2'])
    expect(parts.map((part) => [...part.labels])).toEqual([
      [2, 0, 1],
      [1, 0],
    ])
    expect(parts.map((part) => part.images[0])).toEqual([3, 2])
  })

  it('reads one pair of another name without parts', async () => {
    const { parts } = await read({
      'digits-images.idx3-ubyte': images(2),
      'digits-labels.idx1-ubyte': labels(0, 1),
    })
    expect(parts).toHaveLength(1)
  })

  it.each<[string, Files, RegExp]>([
    ['an empty folder', {}, /holds no IDX file of train images; train-images-idx3-ubyte/],
    ['no test labels', { ...mnist, 't10k-labels.idx1-ubyte': labels(0) }, /holds 1 labels, but/],
    ['a file twice', { ...mnist, 'train-images-idx3-ubyte': images(3) }, /holds both/],
    [
      'parts of two sizes',
      { ...mnist, 't10k-images.idx3-ubyte': images(2, 3) },
      /2 × 2 to train on and 3 × 3/,
    ],
    ['swapped files', { ...mnist, 't10k-labels.idx1-ubyte': images(2) }, /are the two swapped/],
  ])('refuses %s', async (_, files, says) => {
    expect(await refusalOf(read(files))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(says) as string,
    })
  })

  it('refuses a link in place of a file', () =>
    withFiles(mnist, async (folder) => {
      await symlink('/etc/hostname', join(folder, 'x-images-idx3-ubyte'))
      expect(await refusalOf(readIdxFolder(folder, new Reading()))).toMatchObject({
        message: expect.stringMatching(/is a link, which may lead anywhere/) as string,
      })
    }))
})
