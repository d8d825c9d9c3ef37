import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { crc32c, masked } from '../../../../src-main/host/exports/crc32c.ts'
import { csvOf } from '../../../../src-main/host/exports/csv.ts'
import { parquetOf } from '../../../../src-main/host/exports/parquet.ts'
import { settingsOf } from '../../../../src-main/host/exports/subject.ts'
import type { Table } from '../../../../src-main/host/exports/tables.ts'

const table: Table = [
  { name: 'name', kind: 'text', values: ['plain', 'ε, "quoted"', ''] },
  { name: 'step', kind: 'integer', values: [0, 2 ** 40, 300] },
  { name: 'value', kind: 'number', values: [0.1, -1e-300, NaN] },
]

describe('host/exports', () => {
  it('computes the checksums that the standards give', () => {
    // RFC 3720, B.4; and the check value of the catalogue of CRCs.
    expect(crc32c(Buffer.alloc(32)).toString(16)).toBe('8a9136aa')
    expect(crc32c(Buffer.alloc(32, 0xff)).toString(16)).toBe('62a8ab43')
    expect(crc32c(Buffer.from('123456789')).toString(16)).toBe('e3069283')
    expect(masked(0)).toBe(0xa282ead8)
  })

  it('writes CSV with empty cells for what is missing', () => {
    expect(csvOf(table).toString()).toBe(
      'name,step,value\nplain,0,0.1\n"ε, ""quoted""",1099511627776,-1e-300\n,300,\n',
    )
  })

  it('writes Parquet whose bytes are those that pyarrow has read', () => {
    const bytes = parquetOf(table)
    expect(bytes.subarray(0, 4).toString()).toBe('PAR1')
    expect(bytes.subarray(-4).toString()).toBe('PAR1')
    const footer = bytes.readUInt32LE(bytes.length - 8)
    expect(bytes.subarray(-8 - footer, -8).includes('Cusp')).toBe(true)
    // Of the file that "npm run agreement:exports" read as this table.
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      'd1f7e1480e9093fd75bd892fb6a1a2eec6a3fec2429721113eb7ffd3734c21f7',
    )
  })

  it('names every setting of a document by its path', () => {
    const spec = { name: 'a', model: { layers: [1, 2], norm: null }, deep: { er: { on: true } } }
    expect(settingsOf(spec)).toEqual([
      ['name', 'a'],
      ['model.layers', '[1,2]'],
      ['model.norm', 'null'],
      ['deep.er.on', 'true'],
    ])
  })
})
