import type { Attribute, ElementType, Graph, Initialiser, Node, Value } from './graph.ts'
import { ProtobufWriter } from './protobuf.ts'

/** Numbers of TensorProto.DataType in onnx.proto. */
const elementTypes: Record<ElementType, number> = { float32: 1, int32: 6, int64: 7, bool: 9 }

/** Numbers of AttributeProto.AttributeType in onnx.proto. */
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 }

const irVersion = 8

/** ONNX Runtime's own operators on tensors stored in blocks of channels. */
export const blockedDomain = 'com.microsoft.nchwc'
/** ONNX Runtime's documented operators beside the standard ones (docs/ContribOperators.md). */
const contributedDomain = 'com.microsoft'
const opset = 18

/** What a file for other programs says beside its graph, whose operators are all standard. */
export interface FileHeader {
  /** Names of the graph's inputs and outputs, in their order. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Name of the first size of each of them, when any number will do; else it is as traced. */
  readonly rows: string | undefined
  /** Version of the program that writes the file. */
  readonly version: string
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * Name of a first output that is a list of tensors, of no use but that ONNX Runtime's binding gives
 * out none: see `onnx/session.ts`.
 */
export const listName = 'list'

/**
 * A graph as the bytes of an ONNX ModelProto (IR 8, opset 18). Field numbers are those of
 * onnx.proto; equal graphs give equal bytes.
 * @param header of a file for other programs; without one it is for our own sessions
 * @param withList whether its first output is a list, `listName`
 */
export function encodeModel(graph: Graph, header?: FileHeader, withList = false): Uint8Array {
  const model = new ProtobufWriter().integer(1, irVersion).string(2, 'cusp')
  if (header) model.string(3, header.version)
  model
    .message(7, (inner) => {
      if (withList) writeList(inner)
      writeGraph(inner, graph, header)
    })
    .message(8, (inner) => inner.string(1, '').integer(2, opset))
  for (const domain of header ? [] : [blockedDomain, contributedDomain])
    model.message(8, (inner) => inner.string(1, domain).integer(2, 1))
  for (const [key, value] of Object.entries(header?.metadata ?? {}))
    model.message(14, (inner) => inner.string(1, key).string(2, value))
  return model.finish()
}

/** The number ONNX gives an element type, as the attribute `to` of Cast wants it. */
export function elementTypeNumber(type: ElementType): number {
  return elementTypes[type]
}

function writeGraph(writer: ProtobufWriter, graph: Graph, header?: FileHeader): void {
  const outputs = graph.outputs.map(({ name, value }, i) => ({
    name: header?.outputs[i] ?? name,
    value,
  }))
  const names = outputNames(graph, outputs)
  graph.inputs.forEach((input, i) => names.set(input, header?.inputs[i] ?? input.name))
  const nameOf = (value: Value): string => names.get(value) ?? value.name
  for (const node of graph.nodes) writer.message(1, (inner) => writeNode(inner, node, nameOf))
  for (const { name, value } of outputs) {
    if (nameOf(value) === name) continue
    const copy = {
      type: 'Identity',
      inputs: [value],
      outputs: [{ ...value, name }],
      attributes: {},
    }
    writer.message(1, (inner) => writeNode(inner, copy, nameOf))
  }
  writer.string(2, 'program')
  for (const each of graph.initialisers) writer.message(5, (inner) => writeConstant(inner, each))
  const rows = header?.rows
  for (const input of graph.inputs) {
    writer.message(11, (inner) => writeValue(inner, { ...input, name: nameOf(input) }, rows))
  }
  for (const { name, value } of outputs) {
    writer.message(12, (inner) => writeValue(inner, { ...value, name }, rows))
  }
}

/** The output `listName`, with its type: a sequence of tensors of float32. */
function writeList(writer: ProtobufWriter): void {
  const element: Value = { name: `${listName}0`, shape: [1], type: 'float32' }
  writer.message(1, (node) =>
    node.string(1, element.name).string(2, listName).string(4, 'SequenceConstruct'),
  )
  writer.message(5, (inner) => {
    writeConstant(inner, { value: element, elements: new Float32Array(1) })
  })
  writer.message(12, (output) =>
    output
      .string(1, listName)
      .message(2, (type) =>
        type.message(4, (sequence) =>
          sequence.message(1, (each) =>
            each.message(1, (tensor) => tensor.integer(1, elementTypes.float32)),
          ),
        ),
      ),
  )
}

/** A computed value that is an output is written under the output's name, which saves a copy. */
function outputNames(graph: Graph, outputs: Graph['outputs']): Map<Value, string> {
  const names = new Map<Value, string>()
  for (const { name, value } of outputs) {
    if (graph.producerOf(value) !== undefined && !names.has(value)) names.set(value, name)
  }
  return names
}

type NameOf = (value: Value) => string

function writeNode(writer: ProtobufWriter, node: Node, nameOf: NameOf): void {
  for (const input of node.inputs) writer.string(1, nameOf(input))
  for (const output of node.outputs) writer.string(2, nameOf(output))
  const [type, domain] = node.type.split('@')
  writer.string(4, type)
  if (domain !== undefined) writer.string(7, domain)
  for (const [name, attribute] of Object.entries(node.attributes)) {
    writer.message(5, (inner) => writeAttribute(inner.string(1, name), attribute))
  }
}

function writeAttribute(writer: ProtobufWriter, attribute: Attribute): void {
  if (typeof attribute === 'number') writer.integer(3, attribute).integer(20, attributeTypes.int)
  else if (typeof attribute === 'string')
    writer.string(4, attribute).integer(20, attributeTypes.string)
  else if ('float' in attribute) writer.float(2, attribute.float).integer(20, attributeTypes.float)
  else {
    for (const each of attribute) writer.integer(8, each)
    writer.integer(20, attributeTypes.ints)
  }
}

function writeConstant(writer: ProtobufWriter, { value, elements }: Initialiser): void {
  for (const size of value.shape) writer.integer(1, size)
  writer.integer(2, elementTypes[value.type]).string(8, value.name)
  writer.bytes(9, new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength))
}

function writeValue(writer: ProtobufWriter, value: Value, rows: string | undefined): void {
  writer.string(1, value.name).message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.integer(1, elementTypes[value.type]).message(2, (shape) => {
        for (const [axis, size] of value.shape.entries())
          shape.message(1, (dim) =>
            axis === 0 && rows !== undefined ? dim.string(2, rows) : dim.integer(1, size),
          )
      })
    }),
  )
}
