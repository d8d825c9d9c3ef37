import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CuspError } from '#errors'
import { headerLength, parseHeader, payload, type IdxContent } from './idx.ts'
import { malformed, missing } from './refusal.ts'

/** Images and labels of the same count, from a pair of files. */
export interface IdxPair {
  readonly images: IdxArray
  readonly labels: Uint8Array
}

/** Reads a pair of files. @throws CuspError `dataset.missing` or `dataset.malformed`. */
export async function readIdxPair(files: {
  readonly images: string
  readonly labels: string
}): Promise<IdxPair> {
  const images = await readIdx(files.images, 'images')
  const { bytes: labels } = await readIdx(files.labels, 'labels')
  const [count] = images.dims
  if (labels.length !== count) {
    const problem = `holds ${labels.length} labels, but ${files.images} holds ${count} images`
    throw malformed(files.labels, `${problem}; a pair has one label for each image`)
  }
  return { images, labels }
}

/** A file's dimensions and the bytes after its header. */
export interface IdxArray {
  readonly dims: readonly number[]
  readonly bytes: Uint8Array
}

/**
 * Reads an IDX file, gzip or plain (told by its first bytes, not its name). Bytes are counted as
 * they arrive and reading stops at the first one beyond what the header promises, so neither a
 * lying header nor a gzip bomb takes more memory than the file truly fills.
 * @throws CuspError `dataset.missing` or `dataset.malformed`.
 */
export async function readIdx(file: string, content: IdxContent): Promise<IdxArray> {
  const isGzip = await beginsAsGzip(file)
  const collector = new Collector(file, content)
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) collector.take(chunk)
  }
  try {
    const stream = createReadStream(file, { highWaterMark: 1 << 18 })
    await (isGzip ? pipeline(stream, createGunzip(), collect) : pipeline(stream, collect))
  } catch (error) {
    if (error instanceof CuspError) throw error
    throw malformed(file, `cannot be read to its end: ${(error as Error).message}`)
  }
  return collector.finish()
}

async function beginsAsGzip(file: string): Promise<boolean> {
  const opened = await open(file).catch((error: unknown) => {
    throw missing(file, error)
  })
  try {
    if ((await opened.stat()).isDirectory()) throw malformed(file, 'is a folder, not an IDX file')
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await opened.close()
  }
}

/** Gathers chunks up to the length that the header promises. */
class Collector {
  readonly #file: string
  readonly #content: IdxContent
  readonly #chunks: Buffer[] = []
  #length = 0
  #dims: number[] | undefined

  constructor(file: string, content: IdxContent) {
    this.#file = file
    this.#content = content
  }

  take(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    if (!this.#dims && this.#length >= headerLength(this.#content)) {
      this.#dims = parseHeader(Buffer.concat(this.#chunks), this.#content, this.#file)
    }
    if (this.#dims && this.#length > this.#promised(this.#dims)) {
      throw malformed(this.#file, `${this.#promise(this.#dims)} but more follow`)
    }
  }

  finish(): IdxArray {
    const all = Buffer.concat(this.#chunks)
    const dims = this.#dims ?? parseHeader(all, this.#content, this.#file)
    if (this.#length < this.#promised(dims)) {
      throw malformed(this.#file, `${this.#promise(dims)} but the file ends after ${all.length}`)
    }
    return { dims, bytes: new Uint8Array(all.buffer, all.byteOffset, all.length).slice(this.#head) }
  }

  get #head(): number {
    return headerLength(this.#content)
  }

  #promised(dims: readonly number[]): number {
    return this.#head + payload(dims)
  }

  #promise(dims: readonly number[]): string {
    return `header says ${dims.join(' × ')}, which makes ${this.#promised(dims)} bytes,`
  }
}
