import { ProtobufWriter } from '../../../../src-main/engine/graph/protobuf.ts'

export type AttributeDraft = number | string | readonly number[] | { readonly float: number }

export interface NodeDraft {
  readonly type: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, AttributeDraft>>
  readonly domain?: string
}

export interface TensorDraft {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: readonly number[]
  /** `ints` are int64; the default is float32 as raw bytes. */
  readonly as?: 'raw' | 'floats' | 'ints' | 'rawInts' | 'external' | 'float16'
}

export interface FileDraft {
  readonly nodes: readonly NodeDraft[]
  readonly tensors?: readonly TensorDraft[]
  /** A size left out is decided when the model runs. */
  readonly input: readonly (number | undefined)[]
  readonly output?: string
  readonly opset?: number
  /** What else is in the model. */
  readonly more?: (model: ProtobufWriter) => void
  readonly moreInGraph?: (graph: ProtobufWriter) => void
}

/** An ONNX file of a test, of one input `x`; its field numbers are those of onnx.proto. */
export function writeOnnx(draft: FileDraft): Uint8Array {
  const { nodes, tensors = [], input, output = 'y', opset = 18, more, moreInGraph } = draft
  const model = new ProtobufWriter().integer(1, 8).string(2, 'a test')
  model.message(7, (graph) => {
    for (const node of nodes) graph.message(1, (inner) => writeNode(inner, node))
    graph.string(2, 'g')
    for (const tensor of tensors) graph.message(5, (inner) => writeTensor(inner, tensor))
    graph.message(11, (inner) => writePort(inner, 'x', input))
    graph.message(12, (inner) => writePort(inner, output, undefined))
    moreInGraph?.(graph)
  })
  model.message(8, (inner) => inner.string(1, '').integer(2, opset))
  more?.(model)
  return model.finish()
}

function writeNode(writer: ProtobufWriter, node: NodeDraft): void {
  for (const name of node.inputs) writer.string(1, name)
  for (const name of node.outputs) writer.string(2, name)
  writer.string(3, `make ${node.outputs[0]}`).string(4, node.type)
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    writer.message(5, (inner) => writeAttribute(inner.string(1, name), value))
  }
  if (node.domain !== undefined) writer.string(7, node.domain)
}

function writeAttribute(writer: ProtobufWriter, value: AttributeDraft): void {
  if (typeof value === 'number') writer.integer(3, value).integer(20, 2)
  else if (typeof value === 'string') writer.string(4, value).integer(20, 3)
  else if ('float' in value) writer.float(2, value.float).integer(20, 1)
  else {
    for (const each of value) writer.integer(8, each)
    writer.integer(20, 7)
  }
}

function writeTensor(
  writer: ProtobufWriter,
  { name, shape, values, as = 'raw' }: TensorDraft,
): void {
  for (const size of shape) writer.integer(1, size)
  const isInteger = as === 'ints' || as === 'rawInts'
  writer.integer(2, isInteger ? 7 : as === 'float16' ? 10 : 1).string(8, name)
  if (as === 'raw') writer.bytes(9, bytesOf(Float32Array.from(values)))
  if (as === 'rawInts') writer.bytes(9, bytesOf(BigInt64Array.from(values, BigInt)))
  if (as === 'floats') writer.bytes(4, bytesOf(Float32Array.from(values)))
  if (as === 'ints') for (const value of values) writer.integer(7, value)
  if (as === 'external') {
    writer.message(13, (entry) => entry.string(1, 'location').string(2, '/etc/passwd'))
    writer.integer(14, 1)
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function writePort(
  writer: ProtobufWriter,
  name: string,
  sizes: readonly (number | undefined)[] | undefined,
): void {
  writer.string(1, name).message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.integer(1, 1)
      if (sizes === undefined) return
      tensor.message(2, (shape) => {
        for (const [axis, size] of sizes.entries())
          shape.message(1, (dim) =>
            size === undefined ? dim.string(2, `d${axis}`) : dim.integer(1, size),
          )
      })
    }),
  )
}
