import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CuspError } from '#errors'
import { readNpz } from '../../../../src-main/dataset/formats/npz.ts'
import { Reading } from '../../../../src-main/dataset/formats/reading.ts'
import { readZip } from '../../../../src-main/dataset/formats/zip.ts'
import { bytesOf, encodeNpy, encodeZip } from './encode.ts'
import { refusalOf, withFiles } from './folder.ts'

/**
 * What NumPy 2.4.6 writes, `savez_compressed(file, x=x, y=np.array([0, 1]))`: x of float32, 0/255 to
 * 11/255 as [2, 2, 3], in Fortran order.
 */
const byNumPy = Buffer.from(
  'UEsDBC0AAAAIAAAAIQC0petS//////////8FABQAeC5ucHkBABAAsAAAAAAAAABzAAAAAAAAAJvsF+obEMnIUMZQ' +
    'rZ6SWpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEg8pKk0FChdnJBakArkaRjoKQGSsqaNQq0Am4GIAgoMHDtgc' +
    'POBgM3GCgG1jQ4P1wwcPbIC0zcIFCkA+A5DNYLtwwQKbjRsMbAFQSwMELQAAAAgAAAAhAH5q+8n//////////wUA' +
    'FAB5Lm5weQEAEACQAAAAAAAAAEkAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+U' +
    'kgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQALgYoYITSAFBLAQItAy0AAAAIAAAAIQC0petScwAAALAAAAAFAAAA' +
    'AAAAAAAAAACAAQAAAAB4Lm5weVBLAQItAy0AAAAIAAAAIQB+avvJSQAAAJAAAAAFAAAAAAAAAAAAAACAAaoAAAB5' +
    'Lm5weVBLBQYAAAAAAgACAGYAAAAqAQAAAAA=' +
    '',
  'base64',
)

const read = (bytes: Uint8Array) =>
  withFiles({ 'a.npz': bytes }, (folder) => readNpz(`${folder}/a.npz`, new Reading()))

const pixels = Uint8Array.from({ length: 12 }, (_, i) => i * 20)
const x = encodeNpy('|u1', [3, 2, 2], pixels)
const y = encodeNpy('<i8', [3], bytesOf(BigInt64Array.of(1n, 0n, 2n)))
const floats = (values: readonly number[]) =>
  encodeNpy('<f4', [3, 2, 2], bytesOf(Float32Array.from(values)))

/** An archive of arrays, as NumPy names them. */
const npz = (arrays: Readonly<Record<string, Buffer>>) =>
  encodeZip(
    Object.fromEntries(Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, { bytes }])),
  )

describe('dataset/formats/npz', () => {
  it('reads what NumPy wrote: floats to bytes, columns to rows', async () => {
    const { shape, classes, parts, options } = await read(byNumPy)
    expect(shape).toEqual({ height: 2, width: 3, channels: 1 })
    expect(classes).toEqual(['0', '1'])
    expect([...parts[0].images]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(options).toBeUndefined()
  })

  it('takes bytes as they are', async () => {
    const { parts, classes } = await read(npz({ x, y }))
    expect(parts[0].images).toEqual(pixels)
    expect([...parts[0].labels]).toEqual([1, 0, 2])
    expect(classes).toEqual(['0', '1', '2'])
  })

  it.each([
    ['levels up to 255', [0, 3, 255], /value 3; .*: divide by 255/],
    ['normalised pixels', [0.5, 2.64, -2.1], /value 2\.64.*: undo the normalisation/],
    ['normalised pixels without a dark one', [0.1, 2.64, 0], /value 2\.64.*: undo the norm/],
    ['what is no number', [0.5, NaN, 0.1], /value NaN; .*: every value must be a number/],
  ])('refuses %s, and says what to do', async (_, values, says) => {
    const twelve = Array.from({ length: 12 }, (_, i) => values[i % values.length])
    const refused = await refusalOf(read(npz({ x: floats(twelve), y })))
    expect(refused).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(says) as unknown,
    })
  })

  it('keeps the train and test arrays apart, and a channel where there is one', async () => {
    const rgb = encodeNpy('|u1', [2, 1, 2, 3], pixels)
    const two = encodeNpy('|u1', [2, 1], Uint8Array.of(0, 1))
    const { shape, parts } = await read(
      npz({ x_train: rgb, y_train: two, x_test: rgb, y_test: two }),
    )
    expect(shape).toEqual({ height: 1, width: 2, channels: 3 })
    expect(parts).toHaveLength(2)
  })

  it('says how far rounding moved a pixel', async () => {
    const { options } = await read(npz({ x: floats(Array.from({ length: 12 }, () => 0.501)), y }))
    expect(options?.['rounding']).toBeCloseTo(Math.abs(0.501 - 128 / 255), 6)
  })

  const ramp = Array.from({ length: 12 }, (_, i) => i)
  it.each([
    ['floats up to 255', { x: floats(ramp), y }, /x: holds the value 2; floats in \[0, 1\].*255/],
    ['normalised floats', { x: floats(ramp.map((v) => v / 12 - 0.5)), y }, /-0\.5.*normalisation/],
    ['a NaN', { x: floats(ramp.map(() => NaN)), y }, /holds the value NaN/],
    [
      'labels of fewer images',
      { x, y: encodeNpy('|u1', [2], Uint8Array.of(0, 1)) },
      /y: has the shape \(2\); 3, one label/,
    ],
    [
      'a negative label',
      { x, y: encodeNpy('|i1', [3], Uint8Array.of(0, 255, 1)) },
      /label 1 is -1; 0 to 254/,
    ],
    [
      'a label of 255',
      { x, y: encodeNpy('|u1', [3], Uint8Array.of(0, 255, 1)) },
      /label 1 is 255; 0 to 254/,
    ],
    ['labels that are floats', { x, y: encodeNpy('<f4', [3], new Uint8Array(12)) }, /y: is of <f4/],
    [
      'images of 16 bits',
      { x: encodeNpy('<u2', [3, 2, 2], new Uint8Array(24)), y },
      /x: is of <u2/,
    ],
    [
      'channels first',
      { x: encodeNpy('|u1', [3, 3, 2, 4], new Uint8Array(72)), y },
      /channels come last/,
    ],
    ['two channels', { x: encodeNpy('|u1', [3, 2, 1, 2], pixels), y }, /1 channel \(grey\) or 3/],
    ['one dimension', { x: encodeNpy('|u1', [12], pixels), y }, /\(count, height, width\)/],
    ['no labels', { x }, /holds no array "y"; x and y/],
    ['no arrays of a name', { data: x }, /holds no array "x"/],
  ])('refuses %s', async (_, arrays, says) => {
    expect(await refusalOf(read(npz(arrays)))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(says) as string,
    })
  })
})

describe('dataset/formats/zip', () => {
  const zip = (bytes: Uint8Array) =>
    withFiles({ z: bytes }, (folder) => refusalOf(readZip(`${folder}/z`, () => true)))
  const blank = (size: number) => new Uint8Array(size)

  it('refuses an archive that says it unfolds two hundredfold, before it does', async () => {
    expect(await zip(encodeZip({ x: { bytes: blank(17 * 2 ** 20) } }))).toMatchObject({
      message: expect.stringMatching(/unfolds \d+ bytes to 17825792; at most 16777216/) as string,
    })
  })

  it.each([
    ['more', 100, /unfolds to more than the 100 bytes it says/],
    ['fewer', 9_000, /unfolds to 5000 of the 9000 bytes it says/],
  ])('counts what it inflates: %s bytes than stated are refused', async (_, says, message) => {
    expect(await zip(encodeZip({ x: { bytes: blank(5_000), says } }))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(message) as string,
    })
  })

  it.each(['../outside.npy', '/etc/passwd', 'a\\..\\b', 'C:/x'])(
    'refuses the name %s',
    async (name) => {
      expect(await zip(encodeZip({ [name]: { bytes: blank(1) } }))).toMatchObject({
        code: 'dataset.malformed',
      })
    },
  )

  it('refuses an entry whose checksum differs', async () => {
    const archive = encodeZip({ x: { bytes: Uint8Array.of(1, 2, 3), stored: true } })
    archive[archive.indexOf(Buffer.of(1, 2, 3))] = 9
    expect(await zip(archive)).toMatchObject({
      message: expect.stringMatching(/x: is damaged: its checksum differs/) as string,
    })
  })

  it('never crashes, hangs or unfolds more than its limits on damaged archives', async () => {
    const whole = npz({ x, y })
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(changes, fc.nat({ max: 3 * whole.length }), async (changed, cut) => {
        const bytes = Buffer.from(whole.subarray(0, Math.max(1, cut)))
        for (const [at, byte] of changed) bytes[at % bytes.length] = byte
        const end = await zip(bytes)
        expect(
          end === 'read' || (end instanceof CuspError && end.code === 'dataset.malformed'),
        ).toBe(true)
      }),
      { numRuns: 400, seed: 3 },
    )
  })
})
