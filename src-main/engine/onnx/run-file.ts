import { InferenceSession, Tensor } from 'onnxruntime-node'

/**
 * What ONNX Runtime makes of an ONNX file as it is, on its one input.
 * @param batch rows of the input taken at a time; the last part is filled up with zeros
 * @param sizes of the whole input, rows first
 * @returns the numbers of its one output, row by row
 */
export async function runOnnxFile(
  bytes: Uint8Array,
  values: Float32Array,
  sizes: readonly number[],
  batch: number,
): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 4 })
  const [rows, ...each] = sizes
  const width = values.length / rows
  const found: number[] = []
  try {
    for (let from = 0; from < rows; from += batch) {
      const part = new Float32Array(batch * width)
      part.set(values.subarray(from * width, (from + batch) * width))
      const feed = { [session.inputNames[0]]: new Tensor(part, [batch, ...each]) }
      const output = (await session.run(feed))[session.outputNames[0]].data as Float32Array
      const kept = Math.min(batch, rows - from)
      for (const value of output.subarray(0, (output.length / batch) * kept)) found.push(value)
    }
    return Float32Array.from(found)
  } finally {
    await session.release()
  }
}
