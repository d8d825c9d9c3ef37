import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CuspError } from '#errors'
import { parseNpy } from '../../../../src-main/dataset/formats/npy.ts'
import { bytesOf, encodeNpy, encodeNpyText } from './encode.ts'

const parse = (bytes: Uint8Array) => parseNpy(bytes, 'some.npy')

const refusal = (bytes: Uint8Array): unknown => {
  try {
    return parse(bytes)
  } catch (error) {
    return error
  }
}

const values = (bytes: Uint8Array): number[] => {
  const { shape, at } = parse(bytes)
  return Array.from({ length: shape.reduce((all, size) => all * size, 1) }, (_, i) => at(i))
}

describe('dataset/formats/npy', () => {
  it.each<[string, NodeJS.TypedArray, number[]]>([
    ['|u1', Uint8Array.of(0, 255), [0, 255]],
    ['|i1', Int8Array.of(-1, 5), [-1, 5]],
    ['<u2', Uint16Array.of(1, 65535), [1, 65535]],
    ['<i4', Int32Array.of(-7, 9), [-7, 9]],
    ['<i8', BigInt64Array.of(-3n, 4n), [-3, 4]],
    ['<u8', BigUint64Array.of(3n, 4n), [3, 4]],
    ['<f4', Float32Array.of(0.5, -2), [0.5, -2]],
    ['<f8', Float64Array.of(0.1, 1e300), [0.1, 1e300]],
    ['>u2', Uint8Array.of(1, 0, 0, 2), [256, 2]],
    ['>f4', Uint8Array.of(0x3f, 0x80, 0, 0, 0xbf, 0, 0, 0), [1, -0.5]],
  ])('reads numbers of %s', (dtype, data, expected) => {
    expect(values(encodeNpy(dtype, [2], bytesOf(data)))).toEqual(expected)
  })

  it('gives elements in the order of rows, whatever the file’s own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
        (shape) => {
          const count = shape.reduce((all, size) => all * size, 1)
          const rows = Uint8Array.from({ length: count }, (_, i) => i)
          // By the definition: the element of index (i, j, …) lies at i + j·n₀ + …
          const columns = new Uint8Array(count)
          rows.forEach((value) => {
            let rest = value
            const index = shape.toReversed().map((size) => {
              const digit = rest % size
              rest = (rest - digit) / size
              return digit
            })
            let [at, stride] = [0, 1]
            index.reverse().forEach((digit, axis) => {
              at += digit * stride
              stride *= shape[axis]
            })
            columns[at] = value
          })
          expect(values(encodeNpy('|u1', shape, columns, true))).toEqual([...rows])
        },
      ),
      { numRuns: 100, seed: 1 },
    )
  })

  it.each([2, 3])('reads version %i, whose header’s length has four bytes', (version) => {
    const text = "{'shape': (2,), 'descr': '|u1', 'fortran_order': False}"
    expect(values(encodeNpyText(text, Uint8Array.of(4, 5), version))).toEqual([4, 5])
  })

  it.each([
    [
      'pickled objects',
      "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }",
      /pickled Python/,
    ],
    ['structures', "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", /header/],
    ['text', "{'descr': '<U4', 'fortran_order': False, 'shape': (2,), }", /holds '<U4'/],
    ['complex numbers', "{'descr': '<c8', 'fortran_order': False, 'shape': (2,), }", /'<c8'/],
    ['a call', "{'descr': __import__('os'), 'fortran_order': False, 'shape': (2,)}", /at byte 9/],
    ['a missing field', "{'descr': '|u1', 'shape': (2,)}", /exactly descr, fortran_order and/],
    ['a field twice', "{'descr': '|u1', 'descr': '|u1', 'shape': (2,)}", /"descr" twice/],
    ['another field', "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), 'a': 1}", /exactly/],
    ['a negative size', "{'descr': '|u1', 'fortran_order': False, 'shape': (-2,)}", /header/],
    ['more after its end', "{'descr': '|u1', 'fortran_order': False, 'shape': (2,)}{", /after its/],
    ['a nested shape', "{'descr': '|u1', 'fortran_order': False, 'shape': ((2,),)}", /shape|where/],
    [
      'a size beyond all numbers',
      "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999, 9, 9)}",
      /at most 1073741824/,
    ],
    [
      'a size of twenty-one digits',
      `{'descr': '|u1', 'fortran_order': False, 'shape': (${'9'.repeat(21)},)}`,
      /./,
    ],
    ['nothing', '', /where \{ belongs/],
  ])('refuses a header with %s', (_, text, says) => {
    expect(refusal(encodeNpyText(text, Uint8Array.of(1, 2)))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(says) as string,
    })
  })

  it('refuses a header of more than 64 KiB from its length alone', () => {
    const file = encodeNpyText('', new Uint8Array(), 2)
    file.writeUInt32LE(65 * 1024, 8)
    expect(refusal(file)).toMatchObject({
      message: expect.stringMatching(/header of 66560 bytes/) as string,
    })
  })

  it('counts the elements: neither fewer nor more than the header says', () => {
    for (const data of [new Uint8Array(5), new Uint8Array(7)]) {
      expect(refusal(encodeNpy('|u1', [2, 3], data))).toMatchObject({
        message: `some.npy: says 2 × 3 of |u1, which makes 6 bytes, and ${data.length} follow`,
      })
    }
  })

  it('never crashes on arbitrary headers and bytes: it reads or refuses', () => {
    const words = fc.constantFrom(
      ...["'descr'", "'fortran_order'", "'shape'", "'|u1'", "'|O'", 'True', 'False'],
      ...['(', ')', '{', '}', '[', ']', ':', ',', '3', '4', ' ', 'x', "'", '\\'],
    )
    const text = fc.array(words, { maxLength: 24 }).map((parts) => parts.join(''))
    const file = fc.oneof(
      fc.tuple(text, fc.uint8Array({ maxLength: 16 })).map(([t, data]) => encodeNpyText(t, data)),
      fc
        .uint8Array({ maxLength: 200 })
        .map((bytes) => Buffer.concat([Buffer.from('\x93NUMPY', 'latin1'), bytes])),
      fc.uint8Array({ maxLength: 64 }),
    )
    fc.assert(
      fc.property(file, (bytes) => {
        const parsed = refusal(bytes)
        if (!(parsed instanceof CuspError)) expect(parsed).toHaveProperty('shape')
        else expect(parsed.code).toBe('dataset.malformed')
      }),
      { numRuns: 3000, seed: 2 },
    )
  })
})
