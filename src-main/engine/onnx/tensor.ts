import { Tensor } from 'onnxruntime-node'
import type { Buffer, TensorSpec } from '../compiler.ts'

/** Input `index` as ONNX Runtime takes it: the caller's memory, not a copy. */
export function toTensor(
  specs: readonly TensorSpec[],
  buffers: readonly Buffer[],
  index: number,
): Tensor {
  const [spec, buffer] = [specs[index], buffers[index]]
  if (spec === undefined || buffer === undefined) throw new RangeError(`no input ${index}`)
  return new Tensor(spec.dtype, buffer, [...spec.shape])
}

/** The elements of a result, in the memory ONNX Runtime's binding made for it. */
export function fromTensor(tensor: Tensor | undefined, { dtype }: TensorSpec): Buffer {
  const data = tensor?.data
  if (dtype === 'float32' && data instanceof Float32Array) return data
  if (dtype === 'int32' && data instanceof Int32Array) return data
  if (dtype === 'bool' && data instanceof Uint8Array) return data
  throw new TypeError(`an output of type ${dtype} came back as ${tensor?.type ?? 'nothing'}`)
}

/**
 * Memory for the outputs of a graph, by the names `encodeModel` gives them.
 * @param last memory of the last ones.
 */
export function keptTensors(
  outputs: readonly TensorSpec[],
  last: readonly Buffer[] = [],
): Record<string, Tensor> {
  const entries = outputs.map(({ shape, dtype }, i) => {
    const length = shape.reduce((product, size) => product * size, 1)
    const memory = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[dtype]
    const buffer = last[i - outputs.length + last.length] ?? new memory(length)
    return [`out${i}`, new Tensor(dtype, buffer, [...shape])] as const
  })
  return Object.fromEntries(entries)
}
