import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { CuspError } from '#errors'
import { inflatedLimit, mostBytes } from './limits.ts'
import { malformed } from './refusal.ts'

const mostEntries = 10_000

/**
 * Files of a zip archive by name, those asked for alone. Bytes are counted as they are inflated: the
 * sizes that an archive states are compared with the truth, never believed. Folders, links and names
 * that lead outside are nowhere followed, for nothing is unpacked to disk.
 * @throws CuspError `dataset.malformed`.
 */
export async function readZip(
  file: string,
  wanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  // Loaded here: who trains never opens an archive.
  const { default: yauzl } = await import('yauzl')
  // yauzl's own counter can swallow its error and then never end, so sizes are checked here.
  const zip = await yauzl
    .openPromise(file, { lazyEntries: true, validateEntrySizes: false })
    .catch((error: unknown) => {
      throw malformed(file, `is not a zip archive that can be read (${sentence(error)})`, error)
    })
  let room = mostBytes
  try {
    if (zip.entryCount > mostEntries) {
      throw malformed(file, `has ${zip.entryCount} entries; at most ${mostEntries} are read`)
    }
    for await (const entry of zip.eachEntry()) {
      if (!wanted(entry.fileName)) continue
      if (found.has(entry.fileName)) throw malformed(file, `has "${entry.fileName}" twice`)
      const bytes = await extract(zip, entry, `${file}: ${entry.fileName}`, room)
      found.set(entry.fileName, bytes)
      room -= bytes.length
    }
    return found
  } catch (error) {
    if (error instanceof CuspError) throw error
    throw malformed(file, `cannot be read to its end (${sentence(error)})`, error)
  } finally {
    zip.close()
  }
}

async function extract(
  zip: ZipFile,
  entry: Entry,
  place: string,
  room: number,
): Promise<Uint8Array> {
  const { compressedSize, uncompressedSize: said } = entry
  if (entry.isEncrypted()) throw malformed(place, 'is encrypted; save it without a password')
  const limit = Math.min(
    room,
    entry.compressionMethod === 0 ? compressedSize : inflatedLimit(compressedSize),
  )
  if (said > limit) {
    throw malformed(
      place,
      `says that it unfolds ${compressedSize} bytes to ${said}; at most ${limit} are read`,
    )
  }
  const bytes = await gather(await zip.openReadStreamPromise(entry), said, place)
  if (crc32(bytes) !== entry.crc32) throw malformed(place, 'is damaged: its checksum differs')
  return bytes
}

async function gather(stream: Readable, said: number, place: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(said)
  let filled = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (filled + chunk.length > said) {
      throw malformed(place, `unfolds to more than the ${said} bytes it says`)
    }
    bytes.set(chunk, filled)
    filled += chunk.length
  }
  if (filled < said) throw malformed(place, `unfolds to ${filled} of the ${said} bytes it says`)
  return bytes
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
