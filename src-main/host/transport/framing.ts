import { CuspError } from '#errors'
import type { Frame } from '#contract'

/** A frame on a byte stream: length of the payload (4 bytes, big-endian), kind (1), payload. */
const headerBytes = 5
const kinds = { text: 0, binary: 1 } as const

export function encodeFrame(frame: Frame): Uint8Array {
  const payload = typeof frame === 'string' ? Buffer.from(frame, 'utf8') : frame
  const bytes = Buffer.allocUnsafe(headerBytes + payload.length)
  bytes.writeUInt32BE(payload.length, 0)
  bytes.writeUInt8(typeof frame === 'string' ? kinds.text : kinds.binary, 4)
  bytes.set(payload, headerBytes)
  return bytes
}

/** Cuts a byte stream back into frames, however the stream was chopped. */
export class FrameReader {
  #chunks: Uint8Array[] = []
  #held = 0
  #needed = headerBytes
  readonly #limit: number

  /** @param limit the longest payload taken, in bytes: a peer cannot make us hold more */
  constructor(limit: number) {
    this.#limit = limit
  }

  /**
   * The frames that are complete with this chunk.
   *
   * @throws CuspError `input.invalid` for a payload over the limit or a kind there is not; the
   *   stream cannot be read on from there
   */
  push(chunk: Uint8Array): Frame[] {
    this.#chunks.push(chunk)
    this.#held += chunk.length
    // Joined only when a whole frame is there: joining at each chunk would be quadratic.
    if (this.#held < this.#needed) return []
    const bytes = Buffer.concat(this.#chunks)
    const { frames, rest } = this.#cut(bytes)
    this.#chunks = [rest]
    this.#held = rest.length
    return frames
  }

  #cut(bytes: Buffer): { frames: Frame[]; rest: Buffer } {
    const frames: Frame[] = []
    let at = 0
    for (;;) {
      this.#needed = headerBytes
      if (bytes.length - at < headerBytes) break
      const length = bytes.readUInt32BE(at)
      this.#check(length, bytes.readUInt8(at + 4))
      this.#needed = headerBytes + length
      if (bytes.length - at < this.#needed) break
      const payload = bytes.subarray(at + headerBytes, at + this.#needed)
      const isText = bytes.readUInt8(at + 4) === kinds.text
      frames.push(isText ? payload.toString('utf8') : new Uint8Array(payload))
      at += this.#needed
    }
    return { frames, rest: bytes.subarray(at) }
  }

  #check(length: number, kind: number): void {
    if (length > this.#limit) {
      const message = `A frame of ${length} bytes came in; ${this.#limit} is the most.`
      throw new CuspError('input.invalid', message)
    }
    if (kind !== kinds.text && kind !== kinds.binary) {
      throw new CuspError('input.invalid', `A frame of kind ${kind} came in; 0 and 1 are known.`)
    }
  }
}
