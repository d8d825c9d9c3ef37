import { z } from 'zod'
import { CuspError } from '#errors'
import type { NamedArray, Snapshot } from '#trainer'
import { elements } from './model.ts'

const magic = 'CUSPSNAP'
const prefix = magic.length + 4

const arraySchema = z.strictObject({
  name: z.string(),
  shape: z.array(z.int().min(0)),
  /** Position of the first value in the payload, in values (not bytes). */
  offset: z.int().min(0),
})
const headerSchema = z.strictObject({
  format: z.literal(1),
  step: z.int().min(0),
  weights: z.array(arraySchema),
  optimiser: z.array(arraySchema),
  averages: z.array(arraySchema).optional(),
  carried: z.array(arraySchema).optional(),
  memory: z.string().optional(),
  values: z.int().min(0),
})

/**
 * A snapshot as bytes: "CUSPSNAP", header length (uint32), a JSON header with names, shapes and
 * offsets padded by spaces to a multiple of four, then all values as float32; little-endian.
 */
export function encodeSnapshot(snapshot: Snapshot): Uint8Array {
  let values = 0
  const place = ({ name, shape, values: { length } }: NamedArray) => {
    const offset = values
    values += length
    return { name, shape, offset }
  }
  const weights = snapshot.weights.map(place)
  const optimiser = snapshot.optimiser.map(place)
  const averages = snapshot.averages?.map(place)
  const carried = snapshot.carried?.map(place)
  const { step, memory } = snapshot
  const json = JSON.stringify({
    ...{ format: 1, step, weights, optimiser, averages, carried, memory, values },
  })
  const text = new TextEncoder().encode(json)
  const headerLength = Math.ceil(text.length / 4) * 4
  const bytes = new Uint8Array(prefix + headerLength + values * 4).fill(
    0x20,
    0,
    prefix + headerLength,
  )
  bytes.set(new TextEncoder().encode(magic))
  new DataView(bytes.buffer).setUint32(magic.length, headerLength, true)
  bytes.set(text, prefix)
  const payload = new Float32Array(bytes.buffer, prefix + headerLength, values)
  let offset = 0
  const arrays = [
    ...snapshot.weights,
    ...snapshot.optimiser,
    ...(snapshot.averages ?? []),
    ...(snapshot.carried ?? []),
  ]
  for (const array of arrays) {
    payload.set(array.values, offset)
    offset += array.values.length
  }
  return bytes
}

/** The snapshot that `encodeSnapshot` wrote. Throws `checkpoint.corrupt` on anything else. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  if (bytes.length < prefix || new TextDecoder().decode(bytes.subarray(0, 8)) !== magic)
    throw corrupt(`does not begin with "${magic}"`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = prefix + view.getUint32(magic.length, true)
  if (start > bytes.length) throw corrupt(`is cut off within its header of ${start} bytes`)
  const header = readHeader(bytes.subarray(prefix, start))
  const right = start + header.values * 4
  if (bytes.length !== right) throw corrupt(`has ${bytes.length} bytes instead of ${right}`)
  // Copied to be aligned; a Node Buffer's own `slice` would be a view into its pool.
  const payload = new Float32Array(new Uint8Array(bytes.subarray(start)).buffer)
  const take = ({ name, shape, offset }: z.infer<typeof arraySchema>): NamedArray => {
    const end = offset + elements(shape)
    if (end > payload.length) throw corrupt(`places "${name}" beyond its end`)
    return { name, shape, values: payload.slice(offset, end) }
  }
  return {
    step: header.step,
    weights: header.weights.map(take),
    optimiser: header.optimiser.map(take),
    ...(header.averages && { averages: header.averages.map(take) }),
    ...(header.carried && { carried: header.carried.map(take) }),
    ...(header.memory !== undefined && { memory: header.memory }),
  }
}

function readHeader(text: Uint8Array): z.infer<typeof headerSchema> {
  try {
    return headerSchema.parse(JSON.parse(new TextDecoder().decode(text)))
  } catch (cause) {
    throw corrupt('has a header that cannot be read', cause)
  }
}

function corrupt(why: string, cause?: unknown): CuspError {
  return new CuspError('checkpoint.corrupt', `The snapshot file ${why}.`, { cause })
}
