import type { Column, Table } from './tables.ts'
import { encodeStruct, type Field, type Value } from './thrift.ts'

const magic = Buffer.from('PAR1')
/** Physical types of the format. */
const types = { integer: 2, number: 5, text: 6 } as const
const plain = { i32: 0 }
const runLength = { i32: 3 }

/**
 * A table as an Apache Parquet file (format 1.0): one row group, a page a column, plain and not packed;
 * every column is required. Whoever wants it smaller lets their own tool write it anew.
 */
export function parquetOf(table: Table): Buffer {
  const rows = table[0]?.values.length ?? 0
  const parts: Buffer[] = [magic]
  let at = magic.length
  const chunks = table.map((column) => {
    const data = plainBytes(column)
    const page = Buffer.concat([Buffer.from(pageHeader(data.length, rows)), data])
    const offset = at
    parts.push(page)
    at += page.length
    return { column, offset, size: page.length }
  })
  const footer = Buffer.from(encodeStruct(metadata(chunks, rows)))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(footer.length)
  return Buffer.concat([...parts, footer, size, magic])
}

function pageHeader(bytes: number, rows: number): number[] {
  const header: Field[] = [
    [1, { i32: rows }],
    [2, plain],
    [3, runLength],
    [4, runLength],
  ]
  return encodeStruct([
    [1, { i32: 0 }],
    [2, { i32: bytes }],
    [3, { i32: bytes }],
    [5, { struct: header }],
  ])
}

interface Chunk {
  readonly column: Column
  readonly offset: number
  readonly size: number
}

function metadata(chunks: readonly Chunk[], rows: number): Field[] {
  const total = chunks.reduce((sum, { size }) => sum + size, 0)
  const root: Value = {
    struct: [
      [4, { text: 'schema' }],
      [5, { i32: chunks.length }],
    ],
  }
  const group: Field[] = [
    [1, { list: chunks.map((chunk) => ({ struct: chunkOf(chunk, rows) })) }],
    [2, { i64: total }],
    [3, { i64: rows }],
  ]
  return [
    [1, { i32: 1 }],
    [2, { list: [root, ...chunks.map(({ column }) => ({ struct: schemaOf(column) }))] }],
    [3, { i64: rows }],
    [4, { list: [{ struct: group }] }],
    [6, { text: 'Cusp' }],
  ]
}

function schemaOf({ name, kind }: Column): Field[] {
  const required: Field = [3, { i32: 0 }]
  const utf8: Field[] = kind === 'text' ? [[6, { i32: 0 }]] : []
  return [[1, { i32: types[kind] }], required, [4, { text: name }], ...utf8]
}

function chunkOf({ column, offset, size }: Chunk, rows: number): Field[] {
  const described: Field[] = [
    [1, { i32: types[column.kind] }],
    [2, { list: [plain, runLength] }],
    [3, { list: [{ text: column.name }] }],
    [4, { i32: 0 }],
    [5, { i64: rows }],
    [6, { i64: size }],
    [7, { i64: size }],
    [9, { i64: offset }],
  ]
  return [
    [2, { i64: offset }],
    [3, { struct: described }],
  ]
}

function plainBytes(column: Column): Buffer {
  if (column.kind === 'text') {
    return Buffer.concat(
      column.values.flatMap((text) => {
        const bytes = Buffer.from(text)
        const size = Buffer.alloc(4)
        size.writeUInt32LE(bytes.length)
        return [size, bytes]
      }),
    )
  }
  const bytes = Buffer.alloc(8 * column.values.length)
  for (const [i, value] of column.values.entries()) {
    if (column.kind === 'number') bytes.writeDoubleLE(value, 8 * i)
    else bytes.writeBigInt64LE(BigInt(value), 8 * i)
  }
  return bytes
}
