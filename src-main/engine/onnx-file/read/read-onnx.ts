import { readGraph, type StoredGraph } from './messages.ts'
import type { OnnxFile, OnnxPort, OnnxTensor } from './onnx-file.ts'
import {
  bytesOf,
  integerOf,
  readFields,
  startReading,
  textOf,
  type Reading,
} from './protobuf-reader.ts'
import { malformed, unsupported, wanted } from './refusal.ts'
import { nameOfType } from './tensor.ts'

/** A network of 250 million weights; larger ones are beyond what is attacked on one machine. */
export const mostBytes = 2 ** 30

/** Versions of the standard operators whose meaning `operators/` follows. */
export const opsets = { first: 9, last: 23 } as const

/** ModelProto of onnx.proto. */
interface StoredModel {
  producer: string
  producerVersion: string
  graph: StoredGraph | undefined
  opset: number | undefined
}

/**
 * Reads an ONNX model under limits: at most 1 GiB, a million fields, 20,000 nodes, no message deeper
 * than the format's own. Nothing is resolved outside the bytes, and nothing is run.
 * @param file what it is called in errors
 * @throws CuspError `model.malformed` for what is no ONNX model, `model.unsupported` for external
 *   data, functions, subgraphs, operators of other domains, other opsets, and other numbers of
 *   inputs or outputs than one.
 */
export function readOnnx(bytes: Uint8Array, file: string): OnnxFile {
  if (bytes.length > mostBytes)
    throw malformed(file, `has ${bytes.length} bytes; at most ${mostBytes} are read`)
  const reading = startReading(file)
  const { graph, opset, producer, producerVersion } = readModel(bytes, reading)
  if (graph === undefined || graph.nodes.length === 0)
    throw malformed(file, `is not an ONNX model (it has no graph of operators); ${wanted}`)
  if (opset === undefined) throw malformed(file, 'does not say which opset its operators are of')
  if (opset < opsets.first || opset > opsets.last)
    throw unsupported(
      file,
      `is of opset ${opset}; ${opsets.first} to ${opsets.last} are taken, in PyTorch with torch.onnx.export(…, opset_version=18)`,
    )
  const tensors = new Map<string, OnnxTensor>(graph.tensors.map((each) => [each.name, each]))
  checkGraph(graph, tensors, file)
  const { input, output } = portsOf(graph, tensors, file)
  return {
    ...{ file, opset, nodes: graph.nodes, tensors, input, output },
    producer: [producer, producerVersion].filter((part) => part !== '').join(' '),
  }
}

/** Field numbers of ModelProto in onnx.proto. */
function readModel(bytes: Uint8Array, reading: Reading): StoredModel {
  const model: StoredModel = {
    ...{ producer: '', producerVersion: '', graph: undefined, opset: undefined },
  }
  for (const field of readFields(bytes, reading)) {
    if (field.number === 2) model.producer = textOf(field, reading)
    else if (field.number === 3) model.producerVersion = textOf(field, reading)
    else if (field.number === 7) {
      if (model.graph !== undefined) throw malformed(reading.file, 'has more than one graph')
      model.graph = readGraph(bytesOf(field, reading), reading)
    } else if (field.number === 8) {
      const { domain, version } = readOpset(bytesOf(field, reading), reading)
      if (isStandard(domain)) model.opset = version
    } else if (field.number === 25)
      throw unsupported(reading.file, 'defines functions of its own; export it with them inlined')
  }
  return model
}

function readOpset(message: Uint8Array, reading: Reading): { domain: string; version: number } {
  const opset = { domain: '', version: 0 }
  for (const field of readFields(message, reading)) {
    if (field.number === 1) opset.domain = textOf(field, reading)
    if (field.number === 2) opset.version = integerOf(field, reading)
  }
  return opset
}

function isStandard(domain: string): boolean {
  return domain === '' || domain === 'ai.onnx'
}

/** Every node of the standard, every name made once, and before it is used. */
function checkGraph(
  { nodes, inputs, tensors: list }: StoredGraph,
  tensors: ReadonlyMap<string, OnnxTensor>,
  file: string,
): void {
  if (tensors.size !== list.length) throw malformed(file, 'has two tensors of one name')
  const made = new Set<string>(['', ...tensors.keys(), ...inputs.map(({ name }) => name)])
  for (const { label, type, domain, hasSubgraph, inputs: wanted, outputs } of nodes) {
    if (!isStandard(domain))
      throw unsupported(
        file,
        `${label} is an operator of the domain "${domain}"; only the standard ones are taken`,
      )
    if (hasSubgraph || type === 'If' || type === 'Loop' || type === 'Scan')
      throw unsupported(
        file,
        `${label} holds a graph of its own; export the model in inference mode, without branches`,
      )
    const missing = wanted.find((name) => !made.has(name))
    if (missing !== undefined)
      throw malformed(file, `${label} uses "${missing}", which nothing before it makes`)
    for (const name of outputs) {
      if (name !== '' && made.has(name)) throw malformed(file, `"${name}" is made twice`)
      made.add(name)
    }
  }
}

function portsOf(
  { inputs, outputs, nodes }: StoredGraph,
  tensors: ReadonlyMap<string, OnnxTensor>,
  file: string,
): { input: OnnxPort; output: OnnxPort } {
  const [input, ...more] = inputs.filter(({ name }) => !tensors.has(name))
  const [output, ...others] = outputs
  if (input === undefined || output === undefined)
    throw malformed(file, 'has no input or no output')
  if (more.length > 0)
    throw unsupported(
      file,
      `takes ${more.length + 1} inputs (${[input, ...more].map(({ name }) => name).join(', ')}); a classifier takes images alone`,
    )
  if (others.length > 0)
    throw unsupported(
      file,
      `gives ${others.length + 1} outputs (${outputs.map(({ name }) => name).join(', ')}); export the logits alone`,
    )
  if (input.type !== 1 && input.type !== 0)
    throw unsupported(
      file,
      `takes images of ${nameOfType(input.type)}; export the model for float32 pixels in [0, 1]`,
    )
  if (!nodes.some(({ outputs: made }) => made.includes(output.name)))
    throw malformed(file, `says its output is "${output.name}", which no node makes`)
  return { input, output }
}
