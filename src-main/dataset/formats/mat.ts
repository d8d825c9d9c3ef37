import { inflateSync } from 'node:zlib'
import { inflatedLimit, mostBytes } from './limits.ts'
import { malformed } from './refusal.ts'

/** A numeric array of a MAT file, in its own order: the first dimension runs fastest. */
export interface MatArray {
  readonly dims: readonly number[]
  /** Element `i` in that order. */
  readonly at: (i: number) => number
}

/** An element's data type and bytes. */
interface Element {
  readonly type: number
  readonly bytes: Uint8Array
  /** Where the next element begins. */
  readonly end: number
}

const [miMatrix, miCompressed] = [14, 15]
const headerBytes = 128

/** Fewer than any dataset needs; a file of more arrays than this is not one. */
const mostArrays = 64

interface Kind {
  readonly size: number
  readonly read: (view: DataView, at: number, little: boolean) => number
}

/** Data types that numbers are stored as (miINT8 … miUINT64), by their code. */
const kinds: Readonly<Record<number, Kind>> = {
  1: { size: 1, read: (view, at) => view.getInt8(at) },
  2: { size: 1, read: (view, at) => view.getUint8(at) },
  3: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  4: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  5: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  6: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  7: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  9: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
  12: { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  13: { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
}

/**
 * The named numeric arrays of a MAT file of version 5 (MATLAB's `save -v6` and `-v7`); others in it
 * are passed over. Elements may be compressed one by one; each is inflated under a limit.
 * @throws CuspError `dataset.malformed`, naming what is wrong and where.
 */
export function parseMat(
  bytes: Uint8Array,
  names: readonly string[],
  file: string,
): ReadonlyMap<string, MatArray> {
  const little = isLittle(bytes, file)
  const parser = new MatParser(file, little)
  const found = new Map<string, MatArray>()
  let at = headerBytes
  for (let arrays = 0; at < bytes.length && found.size < names.length; arrays++) {
    if (arrays === mostArrays) throw malformed(file, `holds more than ${mostArrays} arrays`)
    const outer = parser.element(bytes, at)
    const inner = outer.type === miCompressed ? parser.inflated(outer.bytes, at) : outer
    if (inner.type === miMatrix) parser.matrix(inner.bytes, names, found)
    at = outer.end
  }
  for (const name of names) {
    if (!found.has(name))
      throw malformed(file, `holds no array "${name}"; ${names.join(' and ')} belong here`)
  }
  return found
}

function isLittle(bytes: Uint8Array, file: string): boolean {
  const mark = String.fromCharCode(...bytes.subarray(126, 128))
  if (mark === 'IM' && bytes[125] === 1) return true
  if (mark === 'MI' && bytes[124] === 1) return false
  const right = 'a MAT file of version 5 belongs here (version 7.3 is another format)'
  throw malformed(file, `does not begin as one of version 5 does; ${right}`)
}

class MatParser {
  readonly #file: string
  readonly #little: boolean

  constructor(file: string, little: boolean) {
    this.#file = file
    this.#little = little
  }

  /** The element whose tag is at `at`; a small one has its bytes inside the tag. */
  element(bytes: Uint8Array, at: number): Element {
    if (at + 8 > bytes.length) throw this.#broken(`ends inside the tag at byte ${at}`)
    const view = viewOf(bytes)
    const first = view.getUint32(at, this.#little)
    const small = first >>> 16
    if (small > 0) {
      if (small > 4) throw this.#broken(`has a small element of ${small} bytes at byte ${at}`)
      return { type: first & 0xffff, bytes: bytes.subarray(at + 4, at + 4 + small), end: at + 8 }
    }
    const length = view.getUint32(at + 4, this.#little)
    const from = at + 8
    if (length > bytes.length - from) {
      throw this.#broken(
        `promises ${length} bytes at byte ${at}, and ${bytes.length - from} follow`,
      )
    }
    // Only what is compressed is not padded to eight bytes.
    const padded = first === miCompressed ? length : Math.ceil(length / 8) * 8
    return { type: first, bytes: bytes.subarray(from, from + length), end: from + padded }
  }

  inflated(packed: Uint8Array, at: number): Element {
    const most = inflatedLimit(packed.length)
    let bytes: Uint8Array
    try {
      bytes = inflateSync(packed, { maxOutputLength: most })
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code
      const problem =
        reason === 'ERR_BUFFER_TOO_LARGE'
          ? `unfolds to more than ${most} bytes, which no dataset does`
          : `cannot be inflated (${reason})`
      throw malformed(this.#file, `its compressed array at byte ${at} ${problem}`, error)
    }
    return this.element(bytes, 0)
  }

  /** Flags, dimensions, name, numbers: kept if the name is one of those asked for. */
  matrix(bytes: Uint8Array, names: readonly string[], found: Map<string, MatArray>): void {
    const flags = this.element(bytes, 0)
    const dimensions = this.element(bytes, flags.end)
    const named = this.element(bytes, dimensions.end)
    const name = Buffer.from(named.bytes.subarray(0, 64)).toString('latin1')
    if (!names.includes(name)) return
    if (found.has(name)) throw this.#broken(`holds "${name}" twice`)
    const arrayClass = flags.bytes.length < 8 ? 0 : viewOf(flags.bytes).getUint32(0, this.#little)
    // Numbers are the classes 6 (double) to 15 (uint64); bit 11 says that an imaginary part follows.
    const isReal = (arrayClass & 0xff) >= 6 && (arrayClass & 0xff) <= 15 && !(arrayClass & 0x800)
    if (!isReal) throw this.#broken(`"${name}" is not an array of real numbers`)
    const dims = this.#dims(dimensions, name)
    const count = dims.reduce((product, size) => product * size, 1)
    found.set(name, { dims, at: this.#numbers(this.element(bytes, named.end), count, name) })
  }

  #dims({ type, bytes }: Element, name: string): number[] {
    const view = viewOf(bytes)
    const dims = Array.from({ length: Math.min(8, bytes.length >> 2) }, (_, i) =>
      view.getInt32(4 * i, this.#little),
    )
    const isSound = type === 5 && bytes.length === 4 * dims.length && dims.length >= 2
    const product = dims.reduce((all, size) => all * BigInt(Math.max(0, size)), 1n)
    if (!isSound || product === 0n || product > BigInt(mostBytes)) {
      throw this.#broken(`"${name}" is of ${dims.join(' × ') || 'no'} elements`)
    }
    return dims
  }

  #numbers({ type, bytes }: Element, count: number, name: string): (i: number) => number {
    const kind = kinds[type] as Kind | undefined
    if (!kind) throw this.#broken(`"${name}" is stored as type ${type}, which is not of numbers`)
    if (bytes.length !== count * kind.size) {
      const stored = `${bytes.length} bytes where ${count} elements of ${kind.size} make ${count * kind.size}`
      throw this.#broken(`"${name}" has ${stored}`)
    }
    const view = viewOf(bytes)
    const little = this.#little
    if (type === 2) return (i) => bytes[i]
    return (i) => kind.read(view, i * kind.size, little)
  }

  #broken(problem: string) {
    return malformed(this.#file, problem)
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}
