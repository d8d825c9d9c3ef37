import { malformed } from './refusal.ts'

/** No dataset that Cusp is for comes near these; a file that claims more is damaged or hostile. */
export const mostBytes = 2 ** 30
export const longestSide = 4096
export const mostClasses = 255

/** What may be inflated whatever its ratio: blank images compress a thousandfold. */
const freeBytes = 16 * 2 ** 20
const mostRatio = 200

/** The most bytes that so many compressed ones may become: a bomb is refused before it unfolds. */
export function inflatedLimit(compressed: number): number {
  return Math.min(mostBytes, Math.max(freeBytes, mostRatio * compressed))
}

/**
 * Checks what a file says of its images before room is made for them.
 * @throws CuspError `dataset.malformed` on a size of 0, a side beyond 4096 or more than 1 GiB in all.
 */
export function requireModest(
  file: string,
  images: { readonly count: number; readonly height: number; readonly width: number },
  channels: number,
): void {
  const { count, height, width } = images
  const said = `${count} images of ${height} × ${width} × ${channels}`
  if (Math.min(count, height, width) < 1) throw malformed(file, `holds ${said}; none may be 0`)
  if (Math.max(height, width) > longestSide) {
    throw malformed(file, `holds ${said}; at most ${longestSide} pixels a side are read`)
  }
  if (channels !== 1 && channels !== 3) {
    throw malformed(file, `holds ${said}; 1 channel (grey) or 3 (RGB), last, belong here`)
  }
  if (BigInt(count) * BigInt(height * width * channels) > BigInt(mostBytes)) {
    throw malformed(file, `holds ${said}; at most ${mostBytes} bytes of pixels are read`)
  }
}
