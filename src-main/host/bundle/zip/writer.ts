import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'
import { writeAt } from '#disk'
import { centralHeader, directoryEnd, localHeader, type ZipEntry } from './records.ts'

const deflate = promisify(deflateRaw)
const piece = 1 << 20

/** What was written of an entry: its size and its SHA-256 (hex), as they were. */
export interface Written {
  readonly bytes: number
  readonly sha256: string
}

/** Whoever follows a long write: told of bytes, and asked whether to go on. */
export type OnBytes = (bytes: number) => void

/**
 * Writes a zip archive entry by entry. Equal contents in equal order give equal bytes: there is no
 * date, no owner and no trace of the machine in it.
 */
export class ZipWriter {
  readonly #file: FileHandle
  readonly #entries: ZipEntry[] = []
  #at = 0

  private constructor(file: FileHandle) {
    this.#file = file
  }

  /** @param path of a file that is not there yet. */
  static async create(path: string): Promise<ZipWriter> {
    return new ZipWriter(await open(path, 'wx'))
  }

  /** A document that is at hand, deflated. */
  async add(name: string, contents: Uint8Array): Promise<Written> {
    const packed = await deflate(contents, { level: 6 })
    const entry = {
      ...{ name, crc: crc32(contents), compressed: packed.length, bytes: contents.length },
      ...{ isDeflated: true, offset: this.#at },
    }
    await this.#append(localHeader(entry))
    await this.#append(packed)
    this.#entries.push(entry)
    return { bytes: contents.length, sha256: sha256(contents) }
  }

  /** A file of the disk as it is, a piece at a time: weights are noise, and do not deflate. */
  async addFile(name: string, path: string, onBytes: OnBytes): Promise<Written> {
    const source = await open(path, 'r')
    const offset = this.#at
    const header = { name, crc: 0, compressed: 0, bytes: 0, isDeflated: false, offset }
    const digest = createHash('sha256')
    let [crc, bytes] = [0, 0]
    try {
      await this.#append(localHeader(header))
      const buffer = Buffer.alloc(piece)
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, piece)
        if (bytesRead === 0) break
        const chunk = buffer.subarray(0, bytesRead)
        crc = crc32(chunk, crc)
        digest.update(chunk)
        await this.#append(chunk)
        bytes += bytesRead
        onBytes(bytesRead)
      }
    } finally {
      await source.close()
    }
    const entry = { ...header, crc, compressed: bytes, bytes }
    // What its header says is known only now.
    await writeAt(this.#file, localHeader(entry), offset)
    this.#entries.push(entry)
    return { bytes, sha256: digest.digest('hex') }
  }

  /** Writes the directory; the archive is whole and on the disk when this resolves. */
  async finish(): Promise<number> {
    const offset = this.#at
    for (const entry of this.#entries) await this.#append(centralHeader(entry))
    await this.#append(directoryEnd(this.#entries.length, this.#at - offset, offset))
    await this.#file.sync()
    await this.close()
    return this.#at
  }

  async close(): Promise<void> {
    await this.#file.close()
  }

  async #append(bytes: Uint8Array): Promise<void> {
    await writeAt(this.#file, bytes, this.#at)
    this.#at += bytes.length
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
