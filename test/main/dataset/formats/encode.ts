import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** An npy file of version 1, its header as NumPy writes it. */
export function encodeNpy(
  descr: string,
  shape: readonly number[],
  data: Uint8Array,
  fortran = false,
): Buffer {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const order = fortran ? 'True' : 'False'
  return encodeNpyText(
    `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${sizes}), }`,
    data,
  )
}

/** An npy file whose header is any text. */
export function encodeNpyText(text: string, data: Uint8Array, version = 1): Buffer {
  const header = Buffer.from(`${text.padEnd(117)}\n`)
  const length = Buffer.alloc(version === 1 ? 2 : 4)
  if (version === 1) length.writeUInt16LE(header.length)
  else length.writeUInt32LE(header.length)
  const magic = Buffer.from(`\x93NUMPY${String.fromCharCode(version)}\0`, 'latin1')
  return Buffer.concat([magic, length, header, data])
}

export const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Uint8Array =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)

interface ZipEntry {
  readonly bytes: Uint8Array
  /** Inflated size that the archive states, where it lies. */
  readonly says?: number
  readonly stored?: boolean
}

/** A zip archive: local headers with their bytes, the central directory, its end. */
export function encodeZip(entries: Readonly<Record<string, ZipEntry>>): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, { bytes, says = bytes.length, stored = false }] of Object.entries(entries)) {
    const data = stored ? Buffer.from(bytes) : deflateRawSync(bytes)
    // Version, flags, method, time, date, checksum, both sizes, length of the name, no extra field.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(stored ? 0 : 8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(says, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, place, Buffer.from(name)]),
    )
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end])
}

interface MatNumbers {
  readonly dims: readonly number[]
  readonly data: Uint8Array
}

/** An element of a MAT file: tag and bytes, padded to eight. */
export function encodeElement(type: number, bytes: Uint8Array): Buffer {
  const tag = Buffer.alloc(8)
  tag.writeUInt32LE(type, 0)
  tag.writeUInt32LE(bytes.length, 4)
  const room = type === 15 ? 0 : (8 - (bytes.length % 8)) % 8
  return Buffer.concat([tag, bytes, Buffer.alloc(room)])
}

/** A MAT file of version 5 of uint8 arrays, each compressed or not. */
export function encodeMat(arrays: Readonly<Record<string, MatNumbers>>, compress = true): Buffer {
  const header = Buffer.alloc(128, ' ')
  header.writeUInt16LE(0x0100, 124)
  header.write('IM', 126)
  const elements = Object.entries(arrays).map(([name, { dims, data }]) => {
    const matrix = encodeElement(
      14,
      Buffer.concat([
        encodeElement(6, Buffer.from([9, 0, 0, 0, 0, 0, 0, 0])),
        encodeElement(5, bytesOf(Int32Array.from(dims))),
        encodeElement(1, Buffer.from(name)),
        encodeElement(2, data),
      ]),
    )
    return compress ? encodeElement(15, deflateSync(matrix)) : matrix
  })
  return Buffer.concat([header, ...elements])
}
