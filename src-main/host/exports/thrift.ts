/** A field of a Thrift struct in the compact protocol: its number, and its value with its type. */
export type Field = readonly [number, Value]

export type Value =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly text: string }
  | { readonly list: readonly Value[] }
  | { readonly struct: readonly Field[] }

/** Encodes a struct; fields are in rising order of number. */
export function encodeStruct(fields: readonly Field[]): number[] {
  let last = 0
  const bytes: number[] = []
  for (const [id, value] of fields) {
    bytes.push(((id - last) << 4) | typeOf(value), ...encode(value))
    last = id
  }
  return [...bytes, 0]
}

function typeOf(value: Value): number {
  if ('i32' in value) return 5
  if ('i64' in value) return 6
  if ('text' in value) return 8
  return 'list' in value ? 9 : 12
}

function encode(value: Value): number[] {
  if ('i32' in value) return varint(BigInt(value.i32) * 2n)
  if ('i64' in value) return varint(BigInt(value.i64) * 2n)
  if ('struct' in value) return encodeStruct(value.struct)
  if ('text' in value) {
    const text = Buffer.from(value.text)
    return [...varint(BigInt(text.length)), ...text]
  }
  const { list } = value
  const type = list[0] ? typeOf(list[0]) : 12
  const head =
    list.length < 15 ? [(list.length << 4) | type] : [0xf0 | type, ...varint(BigInt(list.length))]
  return [...head, ...list.flatMap(encode)]
}

/** What is encoded here is never negative, so that zigzag is doubling. */
function varint(value: bigint): number[] {
  const bytes: number[] = []
  for (let left = value; ; left >>= 7n) {
    if (left < 0x80n) return [...bytes, Number(left)]
    bytes.push(Number(left & 0x7fn) | 0x80)
  }
}
