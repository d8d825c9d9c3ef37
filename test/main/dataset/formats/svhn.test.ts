import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deflateSync } from 'node:zlib'
import { CuspError } from '#errors'
import { parseMat } from '../../../../src-main/dataset/formats/mat.ts'
import { Reading } from '../../../../src-main/dataset/formats/reading.ts'
import { readSvhn } from '../../../../src-main/dataset/formats/svhn.ts'
import { encodeElement, encodeMat } from './encode.ts'
import { refusalOf, withFiles } from './folder.ts'

const value = (row: number, column: number, c: number, image: number): number =>
  (row * 7 + column * 3 + c * 50 + image * 100) % 256

/**
 * What SciPy 1.17.1 writes, `savemat(file, {'X': X, 'y': y}, do_compression=True)`: X of two images
 * with the values above, y of the bytes 10 and 4.
 */
const bySciPy = Buffer.from(
  'TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFR1ZSBOb3YgMjQgMTk6NTM6' +
    'MDggMjAyNgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAA' +
    'owMAAHic7dj3V81xHMfxb0pEkqSSIiujlLIyyo6MskX2ykrSkKzsmZWyomFkF4kQCZFRVlZWtsgWWfE+Rz8/v3+A' +
    '7j2fc+8v94fnOY/P99zz0lMUxcFEUbTls7QcHeXfq6QcfTkWRUdTTgk5GvJ2L/quyO+UUnqVzGrWt3No7dy9j8eI' +
    'cZOnzlqwPHRj9M64wyfOXrp+V7NMBZNqlg0at2zn0qP/kNETfYPmLF4ZvnnbnoNHT53PvHlfu5xhlRr1GjZz6tit' +
    '98DhY70DZs5ftmZDVOz+xOQzF6/deaSjb1y1tnWjFm07u/UbPGrClGnBi1aERWzdfSAp5VxG1r0nuhVNq9e1berY' +
    'oWuvAcM8J/nPmLd09frIHfsOHT994erth8/LG5nXsrJv3qaTa99BI8f7BM5eGLJ2U8yu+CMn0y7fyH78yqCyRR2b' +
    'Jq3ad+npPnSMl9/0uUtWrduyfW/CsdT0K7cePHuDcTkv32Hc09cfMe7F2y8Yl/vhG8blff6Bce+//sa4T98VjMv/' +
    'pYlxBX+0Me5nCR2MKyypi3EapctjnFZZA4wTmxgnNjFObGKc2MQ4sYlxYhPjxCbGiU2ME5sYJzYxTmxinNhkfVpl' +
    'WV8pPdZXpgLrK2fI+vSNWV9FU9ZnZM76KluwPrOarK+aJeurUY/11bZmfXVtWZ+VPeuzacL67BxYX+OWrK+ZE+tr' +
    '0Zb1OXbAOLGJcWIT48QmxolNjBObGCc2MU5sYpzYxDixiXFiE+PEJsaJTZXHgyPra96G9bVqz/paO7O+di6sr2M3' +
    '1tfZjfV17cX6XPuyvp7urK+PB+vrP4T1DRzO+gaPYn3DPFnfyPGsb4wX6xs3mfVN9GV93gEYJzYxTmxinNjEOLGJ' +
    'cWIT48QmxolNjBObGCc2MU5sYpzYxDixWXz/i+9/8f3/f++/yt8Db9Y3YQrrm+TP+nwCWZ/fdNY3dRbrC5rD+mbO' +
    'Z33Bi1jfvKWsb2EI61uyivUtD2V9K8NZ35oNrC8sgvWtj2R9m2JY35btrC96J8aJTYwTmxgnNjFObGKc2MQ4sYlx' +
    'YhPjxCbGiU2ME5sYJzYxTmyqPB6iWd/mbawvKpb1bd3N+nbsY3274lnf3gTWF3eY9R08yvoSk1lfUgrrO36a9Z1M' +
    'Y32p6azv7CXWdz6T9V28xvoysljf1dus70Y2xolNlXk6R2WefqoyT79QmadzVebpPJV5+r3KPP1JZZ7OV5mnC1Tm' +
    '6Z8q83ThX2VJ9ekPAAAAKQAAAHic42NgYDAAYjYg5gBiTgYIYIXymYCYEYwZGSrBfCYGLhYGBgAYzgDz' +
    '',
  'base64',
)

/** Columns of columns: the first dimension runs fastest. */
function columnMajor(count: number): Uint8Array {
  const data = new Uint8Array(3072 * count)
  for (let i = 0; i < data.length; i++) {
    data[i] = value(i % 32, (i >> 5) % 32, (i >> 10) % 3, Math.floor(i / 3072))
  }
  return data
}

const sound = (labels: readonly number[]) => ({
  X: { dims: [32, 32, 3, labels.length], data: columnMajor(labels.length) },
  y: { dims: [labels.length, 1], data: Uint8Array.from(labels) },
})

const read = (bytes: Uint8Array) =>
  withFiles({ 'train_32x32.mat': bytes, 'test_32x32.mat': bytes }, (folder) =>
    readSvhn(folder, new Reading()),
  )

describe('dataset/formats/svhn', () => {
  it.each([
    ['SciPy, compressed', bySciPy],
    ['this test, compressed', encodeMat(sound([10, 4]))],
    ['this test, not compressed', encodeMat(sound([10, 4]), false)],
  ])('reads what %s, wrote: rows and columns in place, 10 as the digit 0', async (_, bytes) => {
    const { shape, classes, parts } = await read(bytes)
    expect(shape).toEqual({ height: 32, width: 32, channels: 3 })
    expect(classes).toEqual([...'0123456789'])
    expect(parts).toHaveLength(2)
    const [{ images, labels }] = parts
    expect([...labels]).toEqual([0, 4])
    const expected = Uint8Array.from(images, (__, i) =>
      value(Math.floor(i / 96) % 32, Math.floor(i / 3) % 32, i % 3, Math.floor(i / 3072)),
    )
    expect(images).toEqual(expected)
  })

  it('reads one file alone, without parts', () =>
    withFiles({ 'extra.mat': bySciPy }, async (folder) => {
      const { parts } = await readSvhn(`${folder}/extra.mat`, new Reading())
      expect(parts).toHaveLength(1)
    }))

  it.each([
    ['a label of 0', encodeMat(sound([0, 4])), /y\(1\) is 0; 1 to 10, which is the digit 0/],
    ['a label of 11', encodeMat(sound([1, 11])), /y\(2\) is 11/],
    [
      'fewer labels than images',
      encodeMat({ ...sound([1, 2]), y: sound([1]).y }),
      /y is 1 × 1, but X holds 2 images/,
    ],
    [
      'images of another size',
      encodeMat({ ...sound([1, 2]), X: { dims: [16, 64, 3, 2], data: columnMajor(2) } }),
      /X is 16 × 64 × 3 × 2; 32 × 32 × 3 × count belongs here/,
    ],
    ['a missing array', encodeMat({ X: sound([1, 2]).X }), /holds no array "y"/],
    ['another version', Buffer.from('MATLAB 7.3 MAT-file'.padEnd(600)), /version 5 belongs here/],
    ['a truncation', encodeMat(sound([1, 2]), false).subarray(0, 3000), /promises \d+ bytes/],
  ])('refuses %s', async (_, bytes, says) => {
    expect(await refusalOf(read(bytes))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(says) as string,
    })
  })

  it('names the first of the two files when neither is there', () =>
    withFiles({ 'readme.txt': '' }, async (folder) => {
      expect(await refusalOf(readSvhn(folder, new Reading()))).toMatchObject({
        code: 'dataset.missing',
        message: expect.stringContaining('train_32x32.mat and test_32x32.mat') as string,
      })
    }))
})

describe('dataset/formats/mat', () => {
  const parse = (bytes: Uint8Array): unknown => {
    try {
      return parseMat(bytes, ['X', 'y'], 'some.mat')
    } catch (error) {
      return error
    }
  }

  it('refuses a bomb without unfolding it whole', () => {
    const header = encodeMat({}).subarray(0, 128)
    const bomb = encodeElement(15, deflateSync(Buffer.alloc(64 * 2 ** 20)))
    expect(bomb.length).toBeLessThan(100_000)
    expect(parse(Buffer.concat([header, bomb]))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(/unfolds to more than 16777216 bytes/) as string,
    })
  })

  it('refuses dimensions whose product overflows', () => {
    const huge = { dims: [2 ** 30, 2 ** 30, 2 ** 30, 4], data: Uint8Array.of(1) }
    expect(parse(encodeMat({ X: huge, y: huge }))).toMatchObject({
      message: expect.stringMatching(/"X" is of 1073741824 × .* elements/) as string,
    })
  })

  it('never crashes on damaged files: it reads or refuses', () => {
    const file = encodeMat(sound([1, 2]), false)
    const packed = encodeMat(sound([1, 2]))
    const damage = fc.record({
      whole: fc.constantFrom(file, packed, bySciPy),
      changes: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
      cut: fc.nat(),
      early: fc.boolean(),
    })
    fc.assert(
      fc.property(damage, ({ whole, changes, cut, early }) => {
        const bytes = Buffer.from(whole)
        // Tags and headers are where damage is interesting.
        const reach = early ? 300 : bytes.length
        for (const [at, byte] of changes) bytes[at % Math.min(reach, bytes.length)] = byte
        const parsed = parse(cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes)
        expect(
          parsed instanceof Map ||
            (parsed instanceof CuspError && parsed.code === 'dataset.malformed'),
        ).toBe(true)
      }),
      { numRuns: 1500, seed: 1 },
    )
  })
})
