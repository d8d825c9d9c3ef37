import { malformed, wanted } from './refusal.ts'

/**
 * One field of a protobuf message: a whole number, or bytes (a string, a message, packed numbers, or
 * one fixed number of four or eight bytes). Wire format: protobuf.dev, "Encoding".
 */
export type Field =
  | { readonly number: number; readonly kind: 'varint'; readonly value: bigint }
  | {
      readonly number: number
      readonly kind: 'fixed32' | 'fixed64' | 'bytes'
      readonly bytes: Uint8Array
    }

/** What one file may cost to read; shared by all of its messages. */
export interface Reading {
  /** Name of the file, for errors. */
  readonly file: string
  fieldsLeft: number
}

/** Fields of the largest networks are in the ten thousands: their numbers lie packed, as one field. */
const mostFields = 1_000_000
const longestText = 4096

export function startReading(file: string): Reading {
  return { file, fieldsLeft: mostFields }
}

/** The fields of a message, in the order of the file. Throws `model.malformed`. */
export function* readFields(message: Uint8Array, reading: Reading): Generator<Field> {
  const cursor = { message, at: 0 }
  while (cursor.at < message.length) {
    if (reading.fieldsLeft-- <= 0)
      throw malformed(reading.file, `has more than ${mostFields} fields; pack its weights`)
    const tag = readVarint(cursor, reading)
    const number = Number(tag >> 3n)
    if (number < 1 || number > 2 ** 29 - 1)
      throw malformed(
        reading.file,
        `is not an ONNX model (it has a field number ${number}); ${wanted}`,
      )
    yield readField(cursor, number, Number(tag & 7n), reading)
  }
}

interface Cursor {
  readonly message: Uint8Array
  at: number
}

function readField(cursor: Cursor, number: number, wire: number, reading: Reading): Field {
  switch (wire) {
    case 0:
      return { number, kind: 'varint', value: readVarint(cursor, reading) }
    case 1:
      return { number, kind: 'fixed64', bytes: take(cursor, 8, reading) }
    case 2: {
      const length = readVarint(cursor, reading)
      return { number, kind: 'bytes', bytes: take(cursor, Number(length), reading) }
    }
    case 5:
      return { number, kind: 'fixed32', bytes: take(cursor, 4, reading) }
    default:
      throw malformed(
        reading.file,
        `is not an ONNX model (it has a field of wire type ${wire}); ${wanted}`,
      )
  }
}

/** Bytes of the message itself: a length that promises more than there is costs nothing. */
function take(cursor: Cursor, length: number, { file }: Reading): Uint8Array {
  const left = cursor.message.length - cursor.at
  if (length > left)
    throw malformed(file, `is cut off: ${length} bytes are said to follow, ${left} do`)
  const from = cursor.at
  cursor.at += length
  return cursor.message.subarray(from, cursor.at)
}

function readVarint(cursor: Cursor, { file }: Reading): bigint {
  let value = 0n
  for (let shift = 0n; shift < 70n; shift += 7n) {
    if (cursor.at >= cursor.message.length) throw malformed(file, 'is cut off within a number')
    const byte = cursor.message[cursor.at++]
    value |= BigInt(byte & 127) << shift
    if (byte < 128) return BigInt.asUintN(64, value)
  }
  throw malformed(file, `is not an ONNX model (it has a number longer than ten bytes); ${wanted}`)
}

/** Longest list of whole numbers: shapes, axes and indices, never weights. */
export const mostIntegers = 4096

/** Packed whole numbers, or the one that a field of its own is; they are signed in ONNX. */
export function integersOf(field: Field, reading: Reading): bigint[] {
  const { file } = reading
  if (field.kind === 'varint') return [BigInt.asIntN(64, field.value)]
  if (field.kind !== 'bytes') throw malformed(file, `has no whole number in field ${field.number}`)
  const cursor = { message: field.bytes, at: 0 }
  const found: bigint[] = []
  while (cursor.at < field.bytes.length) {
    if (found.length === mostIntegers)
      throw malformed(file, `has a list of more than ${mostIntegers} whole numbers`)
    found.push(BigInt.asIntN(64, readVarint(cursor, reading)))
  }
  return found
}

export function integerOf(field: Field, { file }: Reading): number {
  if (field.kind === 'varint') return Number(BigInt.asIntN(64, field.value))
  throw malformed(file, `has no whole number in field ${field.number}`)
}

export function bytesOf(field: Field, { file }: Reading): Uint8Array {
  if (field.kind === 'bytes') return field.bytes
  throw malformed(file, `has no text or message in field ${field.number}`)
}

/** A name: text of at most 4096 bytes. */
export function textOf(field: Field, reading: Reading): string {
  const bytes = bytesOf(field, reading)
  if (bytes.length > longestText)
    throw malformed(reading.file, `has a name of ${bytes.length} bytes; at most ${longestText}`)
  return new TextDecoder().decode(bytes)
}
