import { longestSide, mostBytes } from './limits.ts'
import { malformed } from './refusal.ts'

/** What an IDX file holds, which its magic number states: 3 dimensions of bytes, or 1. */
export type IdxContent = 'images' | 'labels'

export const magicOf: Readonly<Record<IdxContent, number>> = { images: 0x0803, labels: 0x0801 }
const dimensions: Readonly<Record<IdxContent, number>> = { images: 3, labels: 1 }

/** Size of the header in bytes. */
export function headerLength(content: IdxContent): number {
  return 4 + 4 * dimensions[content]
}

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`

function magicProblem(found: number, content: IdxContent): string {
  const other: IdxContent = content === 'images' ? 'labels' : 'images'
  const wanted = `IDX ${content} begin with ${hex(magicOf[content])}`
  if (found === magicOf[other]) {
    return `magic number is ${hex(found)}, that of ${other}; ${wanted} (are the two swapped?)`
  }
  return `magic number is ${hex(found)}; ${wanted}`
}

/**
 * Dimensions from an IDX header: `[count, height, width]` of images, `[count]` of labels.
 * @param start at least the header, or all there is of the file.
 * @throws CuspError `dataset.malformed` on another magic number, a short header, a dimension of 0
 *   or sizes beyond 1 GiB in all or 4096 pixels a side.
 * Source: the format note of the original MNIST distribution (big-endian).
 */
export function parseHeader(start: Uint8Array, content: IdxContent, file: string): number[] {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const length = headerLength(content)
  if (start.byteLength >= 4 && view.getUint32(0) !== magicOf[content]) {
    throw malformed(file, magicProblem(view.getUint32(0), content))
  }
  if (start.byteLength < length) {
    const held = `holds ${start.byteLength} bytes`
    throw malformed(file, `${held}, less than the ${length} of an IDX header of ${content}`)
  }
  const dims = Array.from({ length: dimensions[content] }, (_, i) => view.getUint32(4 + 4 * i))
  if (dims.includes(0)) throw malformed(file, `header says ${dims.join(' × ')}; none may be 0`)
  if (dims.slice(1).some((side) => side > longestSide)) {
    throw malformed(
      file,
      `header says images of ${dims[1]} × ${dims[2]}; at most ${longestSide} pixels a side are read`,
    )
  }
  if (payload(dims) > mostBytes) {
    throw malformed(file, `header promises ${payload(dims)} bytes; at most ${mostBytes} are read`)
  }
  return dims
}

/** Bytes that follow a header of these dimensions. */
export function payload(dims: readonly number[]): number {
  return dims.reduce((product, size) => product * size, 1)
}
