import { formatBytes } from './format.ts'
import type { Output } from './output.ts'

/** Tells how far a long file is; `end` leaves an empty line where the numbers were. */
export interface BytesDone {
  readonly show: (done: number, total: number) => void
  end(): void
}

/** Numbers that are drawn over themselves on a terminal; nothing elsewhere. */
export function showBytes(output: Output): BytesDone {
  let isShown = false
  return {
    show: (done, total) => {
      if (!output.isLive || total === 0) return
      isShown = true
      process.stderr.write(`\r${formatBytes(done)} of ${formatBytes(total)}\x1b[K`)
    },
    end: () => {
      if (isShown) process.stderr.write('\r\x1b[K')
    },
  }
}
