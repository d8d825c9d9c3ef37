import type { OnnxAttribute, OnnxNode, OnnxPort, OnnxTensor } from './onnx-file.ts'
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
import { readTensor } from './tensor.ts'

/** Numbers of AttributeProto.AttributeType in onnx.proto. */
const attributeKinds = ['', 'float', 'int', 'string', 'tensor', 'graph', 'floats', 'ints'] as const

/** A node, and the domain its operator is of. */
export interface StoredNode extends OnnxNode {
  readonly domain: string
  /** Holds graphs of its own, as If and Loop do. */
  readonly hasSubgraph: boolean
}

/** Reads a NodeProto. @param position for the label of a node without a name. */
export function readNode(message: Uint8Array, position: number, reading: Reading): StoredNode {
  const found = { name: '', type: '', domain: '', hasSubgraph: false }
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes = new Map<string, OnnxAttribute>()
  for (const field of readFields(message, reading)) {
    if (field.number === 1) inputs.push(textOf(field, reading))
    else if (field.number === 2) outputs.push(textOf(field, reading))
    else if (field.number === 3) found.name = textOf(field, reading)
    else if (field.number === 4) found.type = textOf(field, reading)
    else if (field.number === 7) found.domain = textOf(field, reading)
    else if (field.number === 5) {
      const attribute = readAttribute(bytesOf(field, reading), reading)
      if (attribute.value === undefined) found.hasSubgraph = true
      else attributes.set(attribute.name, attribute.value)
    }
  }
  const label = `node ${found.name === '' ? position + 1 : `"${found.name}"`} (${found.type})`
  return { ...found, label, inputs, outputs, attributes }
}

interface StoredAttribute {
  readonly name: string
  /** Nothing for what only operators hold that are not taken: graphs, sparse tensors, types. */
  readonly value: OnnxAttribute | undefined
}

function readAttribute(message: Uint8Array, reading: Reading): StoredAttribute {
  let [name, type] = ['', 0]
  const values: Partial<Record<(typeof attributeKinds)[number], OnnxAttribute>> = {}
  const floats: number[] = []
  const ints: number[] = []
  for (const field of readFields(message, reading)) {
    if (field.number === 1) name = textOf(field, reading)
    else if (field.number === 2) values.float = floatsOf(field, reading)[0]
    else if (field.number === 3) values.int = integerOf(field, reading)
    else if (field.number === 4) values.string = textOf(field, reading)
    else if (field.number === 5) values.tensor = readTensor(bytesOf(field, reading), reading)
    else if (field.number === 7) floats.push(...floatsOf(field, reading))
    else if (field.number === 8) ints.push(...integersOf(field, reading).map(Number))
    else if (field.number === 20) type = integerOf(field, reading)
    else if (field.number === 21)
      throw unsupported(reading.file, `attribute "${name}" belongs to a function; inline functions`)
  }
  const kind = attributeKinds[type]
  if (kind === undefined || kind === '' || kind === 'graph') return { name, value: undefined }
  // Absent numbers are 0 and absent text is empty, as protobuf has it.
  const absent = { float: 0, int: 0, string: '', tensor: undefined, floats, ints }[kind]
  return { name, value: values[kind] ?? absent }
}

/** Packed float32 numbers, or the one that a field of its own is. */
function floatsOf(field: Field, { file }: Reading): number[] {
  if (field.kind === 'varint' || field.kind === 'fixed64' || field.bytes.length % 4 !== 0)
    throw malformed(file, `has no float in field ${field.number} of an attribute`)
  if (field.bytes.length > 4 * mostIntegers)
    throw malformed(file, `has a list of more than ${mostIntegers} floats in an attribute`)
  const { buffer, byteOffset, length } = field.bytes
  const view = new DataView(buffer, byteOffset, length)
  return Array.from({ length: length / 4 }, (_, i) => view.getFloat32(i * 4, true))
}

/** Reads a ValueInfoProto: a name, and an element type and shape where it is a tensor. */
export function readPort(message: Uint8Array, reading: Reading): OnnxPort {
  let port: OnnxPort = { name: '', type: 0, shape: undefined }
  for (const field of readFields(message, reading)) {
    if (field.number === 1) port = { ...port, name: textOf(field, reading) }
    if (field.number !== 2) continue
    for (const kind of readFields(bytesOf(field, reading), reading)) {
      if (kind.number === 1) port = { ...port, ...readTensorType(bytesOf(kind, reading), reading) }
    }
  }
  return port
}

function readTensorType(message: Uint8Array, reading: Reading): Omit<OnnxPort, 'name'> {
  let type = 0
  let shape: (number | undefined)[] | undefined
  for (const field of readFields(message, reading)) {
    if (field.number === 1) type = integerOf(field, reading)
    if (field.number === 2) shape = readShape(bytesOf(field, reading), reading)
  }
  return { type, shape }
}

function readShape(message: Uint8Array, reading: Reading): (number | undefined)[] {
  const shape: (number | undefined)[] = []
  for (const field of readFields(message, reading)) {
    if (field.number !== 1) continue
    let size: number | undefined
    for (const part of readFields(bytesOf(field, reading), reading)) {
      if (part.number === 1) size = integerOf(part, reading)
    }
    // Some exporters write −1 or 0 for a size that is decided later.
    shape.push(size !== undefined && size > 0 ? size : undefined)
  }
  return shape
}

/** GraphProto of onnx.proto. */
export interface StoredGraph {
  readonly nodes: StoredNode[]
  readonly tensors: OnnxTensor[]
  readonly inputs: OnnxPort[]
  readonly outputs: OnnxPort[]
}

/** More layers than any network that fits this program. */
const mostNodes = 20_000

export function readGraph(message: Uint8Array, reading: Reading): StoredGraph {
  const graph: StoredGraph = { nodes: [], tensors: [], inputs: [], outputs: [] }
  for (const field of readFields(message, reading)) {
    const part = () => bytesOf(field, reading)
    if (field.number === 1) graph.nodes.push(readNode(part(), graph.nodes.length, reading))
    else if (field.number === 5) graph.tensors.push(readTensor(part(), reading))
    else if (field.number === 11) graph.inputs.push(readPort(part(), reading))
    else if (field.number === 12) graph.outputs.push(readPort(part(), reading))
    else if (field.number === 15)
      throw unsupported(reading.file, 'has sparse weights; export them dense')
    if (graph.nodes.length > mostNodes || graph.tensors.length > mostNodes)
      throw malformed(reading.file, `has more than ${mostNodes} nodes or tensors`)
  }
  return graph
}
