import { mostBytes } from './limits.ts'
import { malformed } from './refusal.ts'

/** What the header of an npy file says. */
export interface NpyHeader {
  readonly dtype: string
  readonly shape: readonly number[]
  /** The first dimension runs fastest, rather than the last. */
  readonly fortran: boolean
  /** Where the elements begin. */
  readonly offset: number
}

/** Elements in the order of rows (C order), whatever the file's own. */
export interface NpyArray {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly at: (i: number) => number
}

const longestHeader = 64 * 1024
const mostDimensions = 8

type Read = (view: DataView, at: number, little: boolean) => number

/** Types of numbers by kind and size. Objects (pickled Python), text and structures are not here. */
const dtypes: Readonly<Record<string, Read>> = {
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
}

/** Bytes of the start of a file that hold any header that is read. */
export const npyStart = 12 + longestHeader

/** Bytes of one element. */
export function itemSize(dtype: string): number {
  return Number(dtype.slice(2))
}

/**
 * The header of an npy file of version 1, 2 or 3. It is written as a Python literal; three fields of
 * fixed form are read of it, and nothing is evaluated.
 * @param start at least the header, or all there is of the file.
 * @throws CuspError `dataset.malformed`.
 */
export function parseNpyHeader(start: Uint8Array, file: string): NpyHeader {
  const isNpy = Buffer.from(start.subarray(0, 6)).toString('latin1') === '\x93NUMPY'
  if (!isNpy) throw malformed(file, 'does not begin with \\x93NUMPY; a npy array belongs here')
  const version = start[6]
  const lengthBytes = version === 1 ? 2 : 4
  const from = 8 + lengthBytes
  if (!(version >= 1 && version <= 3) || start.length < from) {
    throw malformed(file, `is of npy version ${version}; 1, 2 or 3 belongs here`)
  }
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const length = lengthBytes === 2 ? view.getUint16(8, true) : view.getUint32(8, true)
  if (length > longestHeader) {
    throw malformed(file, `has a header of ${length} bytes; at most ${longestHeader} are read`)
  }
  if (from + length > start.length) throw malformed(file, 'ends inside its header')
  const text = Buffer.from(start.subarray(from, from + length)).toString('latin1')
  return { ...parseFields(text, file), offset: from + length }
}

const token =
  /\s*(?:(?<text>'[^'\\]{0,32}')|(?<number>\d{1,20})|(?<word>True|False)|(?<mark>[{}()[\]:,]))/y

/** Tokens of the literal; anything else, such as a call, is refused. */
function tokensOf(text: string, file: string): string[] {
  const trimmed = text.trimEnd()
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < trimmed.length) {
    const at = token.lastIndex
    const match = token.exec(trimmed)
    if (!match) throw malformed(file, `has a header that is not one of numbers at byte ${at}`)
    tokens.push(match[0].trim())
  }
  return tokens
}

type Fields = Omit<NpyHeader, 'offset'>

/** `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`, the fields in any order. */
function parseFields(text: string, file: string): Fields {
  const tokens = tokensOf(text, file)
  const values = new Map<string, readonly string[]>()
  let at = 0
  const take = (wanted?: string): string => {
    const next = tokens[at++] as string | undefined
    if (next === undefined || (wanted !== undefined && next !== wanted)) {
      throw malformed(
        file,
        `has a header with ${next ?? 'its end'} where ${wanted ?? 'more'} belongs`,
      )
    }
    return next
  }
  take('{')
  while (tokens[at] !== '}') {
    const key = take().slice(1, -1)
    take(':')
    const value = [take()]
    if (value[0] === '(') while (value[value.length - 1] !== ')') value.push(take())
    if (values.has(key)) throw malformed(file, `has a header that says "${key}" twice`)
    values.set(key, value)
    if (tokens[at] !== '}') take(',')
  }
  if (at !== tokens.length - 1) throw malformed(file, 'has a header with more after its end')
  return fieldsOf(values, file)
}

function fieldsOf(values: ReadonlyMap<string, readonly string[]>, file: string): Fields {
  const [descr, order, shape] = ['descr', 'fortran_order', 'shape'].map((key) => values.get(key))
  if (!descr || !order || !shape || values.size !== 3) {
    throw malformed(file, 'has a header without exactly descr, fortran_order and shape')
  }
  const dtype = descr[0].slice(1, -1)
  if (!/^[<>|=]/.test(dtype) || !Object.hasOwn(dtypes, dtype.slice(1))) {
    const object = dtype.includes('O') ? ' (pickled Python objects, which may run code)' : ''
    throw malformed(file, `holds ${descr[0]}${object}; whole numbers or floats belong here`)
  }
  if (order[0] !== 'True' && order[0] !== 'False') {
    throw malformed(file, `has a header with fortran_order ${order[0]}; True or False belongs here`)
  }
  if (!/^\((\d+,)*(\d+)?\)$/.test(shape.join(''))) {
    throw malformed(file, `has a header with the shape ${shape.join(' ').slice(0, 60)}`)
  }
  const sizes = shape.filter((size) => /^\d/.test(size)).map(BigInt)
  const bytes = sizes.reduce((product, size) => product * size, 1n) * BigInt(itemSize(dtype))
  if (sizes.length > mostDimensions || bytes > BigInt(8 * mostBytes)) {
    throw malformed(file, `is of ${sizes.join(' × ')} elements; at most ${mostBytes} are read`)
  }
  return { dtype, shape: sizes.map(Number), fortran: order[0] === 'True' }
}

/** How many bytes of elements a header promises. */
export function promisedBytes({ dtype, shape }: Pick<NpyHeader, 'dtype' | 'shape'>): number {
  return shape.reduce((product, size) => product * size, 1) * itemSize(dtype)
}

/**
 * An npy file that is in memory whole.
 * @throws CuspError `dataset.malformed`, also when it has more or fewer elements than it says.
 */
export function parseNpy(bytes: Uint8Array, file: string): NpyArray {
  const header = parseNpyHeader(bytes.subarray(0, npyStart), file)
  const data = bytes.subarray(header.offset)
  const promised = promisedBytes(header)
  if (data.length !== promised) {
    const said = `${header.shape.join(' × ')} of ${header.dtype}`
    throw malformed(file, `says ${said}, which makes ${promised} bytes, and ${data.length} follow`)
  }
  const { dtype, shape, fortran } = header
  const read = dtypes[dtype.slice(1)]
  const size = itemSize(dtype)
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  // "=" is the order of the machine that wrote it, which all that Cusp runs on share.
  const little = !dtype.startsWith('>')
  const from = fortran ? fortranIndex(shape) : (i: number) => i
  return { dtype, shape, at: (i) => read(view, from(i) * size, little) }
}

/** Where the element that is `i`-th in the order of rows lies when columns come first. */
function fortranIndex(shape: readonly number[]): (i: number) => number {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((all, size) => all * size, 1))
  return (i) => {
    let rest = i
    let index = 0
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index += (rest % shape[axis]) * strides[axis]
      rest = Math.floor(rest / shape[axis])
    }
    return index
  }
}
