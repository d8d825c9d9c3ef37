import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCifar10, readCifar100 } from '../../../../src-main/dataset/formats/cifar.ts'
import { Reading } from '../../../../src-main/dataset/formats/reading.ts'
import { refusalOf, withFiles, type Files } from './folder.ts'

/** A pixel that tells its colour, row and column apart. */
const value = (c: number, row: number, column: number): number => 80 * c + row + column / 32

/** A record: labels, then the red, green and blue plane, row by row. */
function record(...labels: number[]): Buffer {
  const planes = Array.from({ length: 3072 }, (_, i) =>
    Math.floor(value(i >> 10, (i >> 5) & 31, i & 31)),
  )
  return Buffer.from([...labels, ...planes])
}

const names = (count: number) => Array.from({ length: count }, (_, i) => `class ${i}`).join('\n')

const cifar10: Files = {
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((n) => [`data_batch_${n}.bin`, Buffer.concat([record(n), record(0)])]),
  ),
  'test_batch.bin': record(9),
  'batches.meta.txt': `${names(10)}\n\n`,
}

const cifar100: Files = {
  'train.bin': Buffer.concat([record(3, 42), record(19, 99)]),
  'test.bin': record(0, 7),
  'fine_label_names.txt': names(100),
  'coarse_label_names.txt': names(20),
}

describe('dataset/formats/cifar', () => {
  it('reads the five batches in order, and the test batch as the test part', () =>
    withFiles(cifar10, async (folder) => {
      const reading = new Reading()
      const { shape, classes, parts } = await readCifar10(folder, reading)
      expect(shape).toEqual({ height: 32, width: 32, channels: 3 })
      expect(classes[9]).toBe('class 9')
      expect(parts.map(({ labels }) => [...labels])).toEqual([[1, 0, 2, 0, 3, 0, 4, 0, 5, 0], [9]])
      expect(reading.files.map(({ name }) => name)).toContain('data_batch_5.bin')
    }))

  it('turns colour planes into pixels of three channels', () =>
    withFiles(cifar10, async (folder) => {
      const { parts } = await readCifar10(folder, new Reading())
      const [{ images }] = parts
      for (const [row, column, c] of [
        [0, 0, 0],
        [31, 2, 1],
        [5, 31, 2],
      ]) {
        const at = 3072 + (row * 32 + column) * 3 + c
        expect(images[at]).toBe(Math.floor(value(c, row, column)))
      }
    }))

  it('reads CIFAR-100 by its fine or its coarse labels, and says by which', () =>
    withFiles(cifar100, async (folder) => {
      const fine = await readCifar100(folder, new Reading(), 'fine')
      const coarse = await readCifar100(folder, new Reading(), 'coarse')
      expect(fine.parts.map(({ labels }) => [...labels])).toEqual([[42, 99], [7]])
      expect(coarse.parts.map(({ labels }) => [...labels])).toEqual([[3, 19], [0]])
      expect([fine.classes.length, coarse.classes.length]).toEqual([100, 20])
      expect([fine.options, coarse.options]).toEqual([{ labels: 'fine' }, { labels: 'coarse' }])
    }))

  it.each<[string, Files, string, RegExp]>([
    ['a missing batch', { 'data_batch_3.bin': '' }, 'data_batch_3.bin', /has 0 bytes; a multiple/],
    [
      'a truncated batch',
      { 'data_batch_2.bin': record(1).subarray(1) },
      'data_batch_2.bin',
      /has 3072 bytes; a multiple of 3073 belongs here/,
    ],
    [
      'a label beyond the classes',
      { 'test_batch.bin': Buffer.concat([record(1), record(10)]) },
      'test_batch.bin',
      /record 1 has the label 10; 0 to 9 belongs here/,
    ],
    [
      'too few names of classes',
      { 'batches.meta.txt': 'cat\ndog\n' },
      'batches.meta.txt',
      /names 2 classes; 10 names/,
    ],
  ])('refuses %s, naming the file', (_, change, file, says) =>
    withFiles({ ...cifar10, ...change }, async (folder) => {
      expect(await refusalOf(readCifar10(folder, new Reading()))).toMatchObject({
        code: 'dataset.malformed',
        place: join(folder, file),
        message: expect.stringMatching(says) as string,
      })
    }),
  )

  it('says which folder belongs where a batch is missing', () =>
    withFiles({ 'data_batch_1.bin': record(1) }, async (folder) => {
      expect(await refusalOf(readCifar10(folder, new Reading()))).toMatchObject({
        code: 'dataset.missing',
        place: join(folder, 'data_batch_2.bin'),
        message: expect.stringContaining('cifar-10-batches-bin') as string,
      })
    }))
})
