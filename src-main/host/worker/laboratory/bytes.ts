/** Pixels in [0, 1] as bytes in base64. */
export function bytesOf(pixels: Float32Array): string {
  return Buffer.from(Uint8Array.from(pixels, (value) => Math.round(value * 255))).toString('base64')
}

/** Float32 values as they are, in base64. */
export function floatsOf(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64')
}

/** Rows of equal length, as views. */
export function rowsOf(values: Float32Array, count: number): Float32Array[] {
  const length = values.length / count
  return Array.from({ length: count }, (_, i) => values.subarray(i * length, (i + 1) * length))
}

/** The likeliest class of a row of logits, the first of equals, and its probability. */
export function verdictOf(logits: ArrayLike<number>): { prediction: number; confidence: number } {
  const row = Array.from(logits)
  const top = Math.max(...row)
  const sum = row.reduce((total, logit) => total + Math.exp(logit - top), 0)
  return { prediction: row.indexOf(top), confidence: 1 / sum }
}
