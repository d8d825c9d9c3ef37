import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeFrame, FrameReader } from '../../../../src-main/host/transport/framing.ts'

const frames = fc.array(
  fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 2000 })),
  { maxLength: 20 },
)

describe('host/transport/framing', () => {
  it('gives back the frames that were sent, however the stream was cut', () => {
    const property = fc.property(
      frames,
      fc.infiniteStream(fc.integer({ min: 1, max: 97 })),
      (sent, cuts) => {
        const stream = Buffer.concat(sent.map(encodeFrame))
        const reader = new FrameReader(10_000)
        const received: unknown[] = []
        for (let at = 0; at < stream.length;) {
          const size = cuts.next().value as number
          received.push(...reader.push(stream.subarray(at, at + size)))
          at += size
        }
        expect(received).toEqual(sent)
      },
    )
    fc.assert(property, { seed: 1 })
  })

  it('keeps a frame whose bytes are written over after it was read', () => {
    const bytes = Buffer.from(encodeFrame(Uint8Array.of(1, 2, 3)))
    const [frame] = new FrameReader(10).push(bytes)
    bytes.fill(0)
    expect(frame).toEqual(Uint8Array.of(1, 2, 3))
  })

  it('refuses a length over its limit before the payload comes', () => {
    const header = encodeFrame('x'.repeat(11)).subarray(0, 5)
    expect(() => new FrameReader(10).push(header)).toThrow('11 bytes came in; 10 is the most')
    expect(new FrameReader(11).push(header)).toEqual([])
  })

  it('refuses a kind it does not know', () => {
    expect(() => new FrameReader(10).push(Uint8Array.of(0, 0, 0, 1, 7, 0))).toThrow('kind 7')
  })
})
