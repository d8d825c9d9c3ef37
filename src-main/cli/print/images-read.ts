import type { Output } from './output.ts'

/** Tells of images read so far; `end` leaves an empty line where the number was. */
export interface ImagesRead {
  readonly show: (read: number, total: number | null) => void
  end(): void
}

/** Milliseconds between two numbers: more often nobody could read. */
const interval = 100

/** A number that is drawn over itself on a terminal; nothing elsewhere, where it would be noise. */
export function showImages(output: Output): ImagesRead {
  let last = 0
  return {
    show: (read, total) => {
      const now = performance.now()
      if (!output.isLive || now - last < interval) return
      last = now
      process.stderr.write(`\r${read}${total === null ? '' : ` of ${total}`} images\x1b[K`)
    },
    end: () => {
      if (last > 0) process.stderr.write('\r\x1b[K')
      last = 0
    },
  }
}
