import { crc32, deflateSync } from 'node:zlib'

/** Pixels as bytes, `[height, width, channel]`, grey or RGB. */
export interface Picture {
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
  readonly pixels: Uint8Array
}

/** A PNG of eight bits a channel, its rows not filtered (W3C PNG, second edition, sections 5 and 9). */
export function encodePng({ height, width, channels, pixels }: Picture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8)
  header.writeUInt8(channels === 1 ? 0 : 2, 9)
  const row = width * channels
  const rows = Buffer.alloc(height * (row + 1))
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.of()),
  ]
  return Buffer.concat([signature, ...chunks])
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}
