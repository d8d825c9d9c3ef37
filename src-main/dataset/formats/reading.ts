import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, readdir, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { CuspError } from '#errors'
import type { Origin } from '../stored/manifest.ts'
import { malformed, missing } from './refusal.ts'

/** Who follows an import. */
export interface Watch {
  readonly signal?: AbortSignal | undefined
  /** Told of images read so far, and of how many there are once that is known. */
  readonly onImages?: ((read: number, total: number | null) => void) | undefined
}

type OriginFile = Origin['files'][number]

const piece = 1 << 20

/** Reads the files of one source under limits, remembers their hashes, and can be stopped. */
export class Reading {
  readonly #watch: Watch
  readonly #files: OriginFile[] = []
  #images = 0
  #total: number | null = null

  constructor(watch: Watch = {}) {
    this.#watch = watch
  }

  /** Names, sizes and hashes of the files read so far. */
  get files(): readonly OriginFile[] {
    return this.#files
  }

  /** @throws CuspError `dataset.cancelled` */
  checkpoint(): void {
    if (this.#watch.signal?.aborted !== true) return
    throw new CuspError('dataset.cancelled', 'The import was cancelled; nothing of it was kept.')
  }

  expect(total: number): void {
    this.#total = total
  }

  /** Counts images for whoever follows. @throws CuspError `dataset.cancelled` */
  count(images: number): void {
    this.#images += images
    this.#watch.onImages?.(this.#images, this.#total)
    this.checkpoint()
  }

  /**
   * A whole file, which is remembered. @param wanted what would be right where there is none.
   * @throws CuspError `dataset.missing`, `dataset.malformed` if it is longer than `limit`.
   */
  async file(path: string, limit: number, wanted?: string): Promise<Uint8Array> {
    const { bytes, sha256 } = await this.contents(path, limit, wanted)
    this.note(path, bytes.length, sha256)
    return bytes
  }

  /** A whole file that is one of many: whoever reads it sums up what is remembered of them. */
  async contents(
    path: string,
    limit: number,
    wanted?: string,
  ): Promise<{ readonly bytes: Uint8Array; readonly sha256: string }> {
    return withFile(path, wanted, async (opened, size) => {
      if (size > limit) {
        throw malformed(path, `has ${size} bytes; at most ${limit} are read of such a file`)
      }
      const bytes = new Uint8Array(size)
      const digest = createHash('sha256')
      for (let at = 0; at < size;) {
        this.checkpoint()
        const { bytesRead } = await opened.read(bytes, at, Math.min(piece, size - at), at)
        if (bytesRead === 0) throw malformed(path, `ends after ${at} of ${size} bytes`)
        digest.update(bytes.subarray(at, at + bytesRead))
        at += bytesRead
      }
      return { bytes, sha256: digest.digest('hex') }
    })
  }

  /** Remembers a file that is read by other means. @throws CuspError `dataset.missing`. */
  async record(path: string, wanted?: string): Promise<void> {
    await withFile(path, wanted, async (opened, size) => {
      const digest = createHash('sha256')
      const buffer = new Uint8Array(piece)
      for (let at = 0; at < size;) {
        this.checkpoint()
        const { bytesRead } = await opened.read(buffer, 0, piece, at)
        if (bytesRead === 0) break
        digest.update(buffer.subarray(0, bytesRead))
        at += bytesRead
      }
      this.note(path, size, digest.digest('hex'))
    })
  }

  note(path: string, bytes: number, hash: string): void {
    this.#files.push({ name: basename(path), bytes, sha256: hash })
  }
}

/**
 * Opens a file of a source for a while. Links are refused: those of an unpacked archive may lead
 * anywhere.
 */
export async function withFile<T>(
  path: string,
  wanted: string | undefined,
  work: (opened: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const opened = await open(path, flags).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') throw linked(path)
    throw missing(path, error, wanted)
  })
  try {
    const found = await opened.stat()
    if (!found.isFile()) throw malformed(path, 'is not a file; a file belongs here')
    return await work(opened, found.size)
  } finally {
    await opened.close()
  }
}

/** Entries of a source's folder, sorted by name; no links. @throws CuspError `dataset.missing`. */
export async function entriesOf(folder: string, wanted?: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') {
      throw malformed(folder, `is not a folder${wanted === undefined ? '' : `; ${wanted}`}`)
    }
    throw missing(folder, error, wanted)
  })
  const link = entries.find((entry) => entry.isSymbolicLink())
  if (link) throw linked(join(folder, link.name))
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function linked(path: string): CuspError {
  return malformed(path, 'is a link, which may lead anywhere; put the file itself here')
}
