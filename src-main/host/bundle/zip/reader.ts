import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { CuspError } from '#errors'
import { inflatedLimit, mostItems } from '../format/limits.ts'
import { malformed } from '../format/refusal.ts'

const kindMask = 0o170000
const regular = 0o100000

/** Takes what an entry unfolds to, a piece at a time. */
export type OnChunk = (chunk: Buffer) => void | Promise<void>

/**
 * A zip archive that nobody vouches for. Entries are found by name alone and nothing is unpacked by
 * the names they have; bytes are counted as they unfold, for the sizes it states may be lies.
 */
export class ZipReader {
  readonly #zip: ZipFile
  readonly #place: string
  readonly entries: ReadonlyMap<string, Entry>

  private constructor(zip: ZipFile, place: string, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip
    this.#place = place
    this.entries = entries
  }

  /**
   * @param place what the archive is called in messages.
   * @throws CuspError `bundle.malformed`, naming the entry.
   */
  static async open(file: string, place: string, mostEntries = mostItems + 1): Promise<ZipReader> {
    const { default: yauzl } = await import('yauzl')
    const { size } = await stat(file)
    // yauzl's own counter can swallow its error and then never end, so sizes are checked here.
    const zip = await yauzl
      .openPromise(file, {
        lazyEntries: true,
        validateEntrySizes: false,
        strictFileNames: true,
        autoClose: false,
      })
      .catch((cause: unknown) => {
        throw malformed(place, `is not a zip archive that can be read (${sentence(cause)})`, cause)
      })
    try {
      return new ZipReader(zip, place, await index(zip, { size, place, mostEntries }))
    } catch (error) {
      zip.close()
      throw error
    }
  }

  /**
   * Unfolds an entry. @param bytes it must have, no more and no fewer.
   * @throws CuspError `bundle.malformed`.
   */
  async each(name: string, bytes: number, onChunk: OnChunk): Promise<{ sha256: string }> {
    const place = `${this.#place}: ${name}`
    const entry = this.entries.get(name)
    if (!entry) throw malformed(place, 'is not in the archive')
    if (entry.uncompressedSize !== bytes) {
      throw malformed(place, `has ${entry.uncompressedSize} bytes where ${bytes} belong`)
    }
    const digest = createHash('sha256')
    let [seen, crc] = [0, 0]
    for await (const chunk of this.#open(entry, place)) {
      seen += chunk.length
      if (seen > bytes) throw malformed(place, `unfolds to more than the ${bytes} bytes it says`)
      crc = crc32(chunk, crc)
      digest.update(chunk)
      await onChunk(chunk)
    }
    if (seen < bytes) throw malformed(place, `unfolds to ${seen} of the ${bytes} bytes it says`)
    if (crc !== entry.crc32) throw malformed(place, 'is damaged: its checksum differs')
    return { sha256: digest.digest('hex') }
  }

  /** An entry as a whole. */
  async read(name: string, bytes: number): Promise<{ contents: Buffer; sha256: string }> {
    const chunks: Buffer[] = []
    const { sha256 } = await this.each(name, bytes, (chunk) => void chunks.push(chunk))
    return { contents: Buffer.concat(chunks), sha256 }
  }

  close(): void {
    this.#zip.close()
  }

  async *#open(entry: Entry, place: string): AsyncGenerator<Buffer, void, void> {
    let stream: Readable | undefined
    try {
      stream = await this.#zip.openReadStreamPromise(entry)
      for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk
    } catch (cause) {
      if (cause instanceof CuspError) throw cause
      throw malformed(place, `cannot be unfolded (${sentence(cause)})`, cause)
    } finally {
      stream?.destroy()
    }
  }
}

async function index(
  zip: ZipFile,
  { size, place, mostEntries }: { size: number; place: string; mostEntries: number },
) {
  if (zip.entryCount > mostEntries) {
    throw malformed(place, `has ${zip.entryCount} entries; at most ${mostEntries} are read`)
  }
  const entries = new Map<string, Entry>()
  let compressed = 0
  try {
    for await (const entry of zip.eachEntry()) {
      requirePlain(entry, `${place}: ${entry.fileName}`)
      if (entries.has(entry.fileName))
        throw malformed(`${place}: ${entry.fileName}`, 'is there twice')
      compressed += entry.compressedSize
      // Entries that overlap unfold the same bytes again and again.
      if (compressed > size) throw malformed(place, 'has entries that overlap')
      entries.set(entry.fileName, entry)
    }
  } catch (cause) {
    if (cause instanceof CuspError) throw cause
    throw malformed(place, `has a directory that cannot be read (${sentence(cause)})`, cause)
  }
  return entries
}

function requirePlain(entry: Entry, place: string): void {
  const kind = (entry.externalFileAttributes >>> 16) & kindMask
  if (kind !== 0 && kind !== regular) throw malformed(place, 'is a link or a folder, not a file')
  if (entry.isEncrypted()) throw malformed(place, 'is encrypted')
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw malformed(place, `is packed by method ${entry.compressionMethod}; 0 and 8 are read`)
  }
  const limit =
    entry.compressionMethod === 0 ? entry.compressedSize : inflatedLimit(entry.compressedSize)
  if (entry.uncompressedSize > limit) {
    const { compressedSize, uncompressedSize } = entry
    throw malformed(place, `says that ${compressedSize} bytes unfold to ${uncompressedSize}`)
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
