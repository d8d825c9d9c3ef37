import type { OnnxTensor } from './onnx-file.ts'
import {
  bytesOf,
  integerOf,
  integersOf,
  mostIntegers,
  readFields,
  textOf,
  type Field,
  type Reading,
} from './protobuf-reader.ts'
import { malformed, unsupported } from './refusal.ts'

/** TensorProto of onnx.proto, as it lies in the file. */
interface Stored {
  name: string
  type: number
  dims: bigint[]
  raw: Uint8Array | undefined
  floats: Uint8Array[]
  doubles: Uint8Array[]
  integers: bigint[]
}

/** Numbers of TensorProto.DataType; those with a reader are taken. */
const typeNames: Readonly<Record<number, string>> = {
  ...{ 1: 'float32', 2: 'uint8', 3: 'int8', 4: 'uint16', 5: 'int16', 6: 'int32', 7: 'int64' },
  ...{ 8: 'text', 9: 'bool', 10: 'float16', 11: 'float64', 12: 'uint32', 13: 'uint64' },
  ...{ 14: 'complex64', 15: 'complex128', 16: 'bfloat16' },
}

/** More axes than any layer has. */
const mostAxes = 8

export function nameOfType(type: number): string {
  return typeNames[type] ?? `type ${type}`
}

/**
 * Reads a TensorProto.
 * @throws CuspError `model.malformed` when sizes and bytes differ, `model.unsupported` for external
 *   data and for element types other than float32, float64, int32, int64 and bool.
 */
export function readTensor(message: Uint8Array, reading: Reading): OnnxTensor {
  const stored = readStored(message, reading)
  const shape = shapeOf(stored, reading)
  const count = shape.reduce((product, size) => product * size, 1)
  const { name } = stored
  const float = floatsOf(stored, reading)
  if (float !== undefined) {
    checkCount(stored, float.length, count, reading)
    return { name, shape, dtype: 'float32', elements: float }
  }
  const integers = wholeNumbersOf(stored, count, reading)
  checkCount(stored, integers.length, count, reading)
  return { name, shape, dtype: 'int32', elements: Int32Array.from(integers, clamp) }
}

function readStored(message: Uint8Array, reading: Reading): Stored {
  const stored: Stored = {
    ...{ name: '', type: 0, dims: [], raw: undefined, floats: [], doubles: [], integers: [] },
  }
  for (const field of readFields(message, reading)) readStoredField(stored, field, reading)
  return stored
}

/** Field numbers of TensorProto in onnx.proto. */
function readStoredField(stored: Stored, field: Field, reading: Reading): void {
  switch (field.number) {
    case 1:
      stored.dims.push(...integersOf(field, reading))
      return
    case 2:
      stored.type = integerOf(field, reading)
      return
    case 4:
      if (field.kind !== 'varint') stored.floats.push(field.bytes)
      return
    case 5:
    case 7:
      for (const each of integersOf(field, reading)) stored.integers.push(each)
      return
    case 8:
      stored.name = textOf(field, reading)
      return
    case 9:
      stored.raw = bytesOf(field, reading)
      return
    case 10:
      if (field.kind !== 'varint') stored.doubles.push(field.bytes)
      return
    case 13:
    case 14:
      if (field.kind === 'varint' && field.value === 0n) return
      throw unsupported(
        reading.file,
        'keeps its weights in another file (external data); export it as one file, in PyTorch with torch.onnx.export(…, external_data=False)',
      )
  }
}

function shapeOf({ name, dims }: Stored, { file }: Reading): number[] {
  if (dims.length > mostAxes)
    throw malformed(file, `tensor "${name}" has more than ${mostAxes} axes`)
  if (dims.some((size) => size < 0n))
    throw malformed(file, `tensor "${name}" has sizes ${dims.join(' × ')}; none may be negative`)
  if (dims.reduce((product, size) => product * size, 1n) > 2n ** 31n)
    throw malformed(file, `tensor "${name}" is said to have ${dims.join(' × ')} elements`)
  return dims.map(Number)
}

function checkCount({ name }: Stored, found: number, wanted: number, { file }: Reading): void {
  if (found === wanted) return
  throw malformed(file, `tensor "${name}" has ${found} elements, and its shape says ${wanted}`)
}

/** The elements of a float tensor; nothing for other types. */
function floatsOf(stored: Stored, reading: Reading): Float32Array | undefined {
  const { type, raw, floats, doubles } = stored
  if (type === 1) return new Float32Array(joined(raw ? [raw] : floats, 4, stored, reading))
  if (type !== 11) return undefined
  return Float32Array.from(new Float64Array(joined(raw ? [raw] : doubles, 8, stored, reading)))
}

/** Little-endian numbers of `width` bytes, copied so that they are aligned. */
function joined(
  parts: Uint8Array[],
  width: number,
  { name }: Stored,
  { file }: Reading,
): ArrayBuffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  if (length % width !== 0)
    throw malformed(file, `tensor "${name}" has ${length} bytes, no multiple of ${width}`)
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes.buffer
}

function wholeNumbersOf(stored: Stored, count: number, reading: Reading): bigint[] {
  const { name, type, raw, integers } = stored
  const width = { 6: 4, 7: 8, 9: 1 }[type]
  if (width === undefined)
    throw unsupported(
      reading.file,
      `tensor "${name}" is of ${nameOfType(type)}; export the model in float32, not quantised`,
    )
  if (count > mostIntegers)
    throw unsupported(
      reading.file,
      `tensor "${name}" holds ${count} whole numbers; at most ${mostIntegers} are taken, for shapes`,
    )
  if (raw === undefined) return integers
  const view = new DataView(joined([raw], width, stored, reading))
  return Array.from({ length: raw.length / width }, (_, i) => {
    if (width === 8) return view.getBigInt64(i * 8, true)
    return BigInt(width === 4 ? view.getInt32(i * 4, true) : view.getUint8(i))
  })
}

/** tfjs counts in int32; "to the end" is written as the largest int64. */
function clamp(value: bigint): number {
  const most = 2n ** 31n - 1n
  return Number(value > most ? most : value < -most ? -most : value)
}
