import { describe, expect, it } from 'vitest'
import { ProtobufWriter } from '../../../../src-main/engine/graph/protobuf.ts'

const hex = (writer: ProtobufWriter): string => Buffer.from(writer.finish()).toString('hex')

describe('engine/graph/protobuf', () => {
  it('writes the examples of the protobuf encoding guide', () => {
    expect(hex(new ProtobufWriter().integer(1, 150))).toBe('089601')
    expect(hex(new ProtobufWriter().string(2, 'testing'))).toBe('120774657374696e67')
    expect(hex(new ProtobufWriter().message(3, (inner) => inner.integer(1, 150)))).toBe(
      '1a03089601',
    )
  })

  it('writes a negative integer as ten bytes of two’s complement', () => {
    expect(hex(new ProtobufWriter().integer(1, -2))).toBe('08feffffffffffffffff01')
  })

  it('writes floats little-endian and field numbers above 15 in two bytes', () => {
    expect(hex(new ProtobufWriter().float(1, 1))).toBe('0d0000803f')
    expect(hex(new ProtobufWriter().integer(20, 1))).toBe('a00101')
  })
})
