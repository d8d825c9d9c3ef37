/**
 * Typed arrays as BLOBs, little-endian as every platform Cusp runs on. SQLite hands out bytes at any
 * offset, so reading copies: a view needs an aligned start.
 */
export function asBytes(
  values: Uint8Array | Uint32Array | Int32Array | Float32Array,
): Uint8Array<ArrayBufferLike> {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

export function asFloats(bytes: Uint8Array): Float32Array {
  return new Float32Array(aligned(bytes))
}

export function asIntegers(bytes: Uint8Array): Int32Array {
  return new Int32Array(aligned(bytes))
}

export function asIndices(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(aligned(bytes))
}

function aligned(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
