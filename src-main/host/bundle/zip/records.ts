/** Records of a zip archive (PKWARE's APPNOTE 6.3.10), little-endian, as far as Cusp writes them. */

export interface ZipEntry {
  readonly name: string
  /** CRC-32 of the contents. */
  readonly crc: number
  /** As they are in the archive, and as they were. */
  readonly compressed: number
  readonly bytes: number
  readonly isDeflated: boolean
  /** Of its local header, from the start of the archive. */
  readonly offset: number
}

/** 1 January 1980, the earliest a zip can say: the same contents give the same bytes on any day. */
const dosDate = 0x21
/** Names are UTF-8. */
const flags = 0x0800
/** 4.5, with which 64-bit offsets came. */
const version = 45
const most32 = 0xffff_ffff
const most16 = 0xffff

export function localHeader({ name, crc, compressed, bytes, isDeflated }: ZipEntry): Buffer {
  const written = Buffer.from(name, 'utf8')
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(isDeflated ? 8 : 0, 8)
  header.writeUInt16LE(dosDate, 12)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(compressed, 18)
  header.writeUInt32LE(bytes, 22)
  header.writeUInt16LE(written.length, 26)
  return Buffer.concat([header, written])
}

export function centralHeader(entry: ZipEntry): Buffer {
  const { name, crc, compressed, bytes, isDeflated, offset } = entry
  const written = Buffer.from(name, 'utf8')
  const extra = offset < most32 ? Buffer.alloc(0) : farOffset(offset)
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(version, 6)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(isDeflated ? 8 : 0, 10)
  header.writeUInt16LE(dosDate, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(compressed, 20)
  header.writeUInt32LE(bytes, 24)
  header.writeUInt16LE(written.length, 28)
  header.writeUInt16LE(extra.length, 30)
  header.writeUInt32LE(Math.min(offset, most32), 42)
  return Buffer.concat([header, written, extra])
}

/** The extra field of an entry that begins beyond 4 GiB. */
function farOffset(offset: number): Buffer {
  const extra = Buffer.alloc(12)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(8, 2)
  extra.writeBigUInt64LE(BigInt(offset), 4)
  return extra
}

/** How an archive ends: where its directory is, in 64 bits too where 32 do not hold it. */
export function directoryEnd(entries: number, size: number, offset: number): Buffer {
  const isFar = entries > most16 - 1 || size >= most32 || offset >= most32
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(entries, most16), 8)
  end.writeUInt16LE(Math.min(entries, most16), 10)
  end.writeUInt32LE(Math.min(size, most32), 12)
  end.writeUInt32LE(Math.min(offset, most32), 16)
  return isFar ? Buffer.concat([farEnd(entries, size, offset), end]) : end
}

function farEnd(entries: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(56 + 20)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(version, 12)
  record.writeUInt16LE(version, 14)
  record.writeBigUInt64LE(BigInt(entries), 24)
  record.writeBigUInt64LE(BigInt(entries), 32)
  record.writeBigUInt64LE(BigInt(size), 40)
  record.writeBigUInt64LE(BigInt(offset), 48)
  record.writeUInt32LE(0x07064b50, 56)
  record.writeBigUInt64LE(BigInt(offset + size), 64)
  record.writeUInt32LE(1, 72)
  return record
}
