import type { OnnxAttribute, OnnxFile, OnnxNode, OnnxTensor } from '../read/onnx-file.ts'
import { unsupported } from '../read/refusal.ts'

/** A file whose Constant nodes are tensors, and whose tensors go by one name each. */
export interface Simplified {
  readonly nodes: readonly OnnxNode[]
  /** Trained arrays: the file's float tensors. */
  readonly weights: ReadonlyMap<string, OnnxTensor>
  /** Shapes, axes, bounds and other numbers that belong to the operators. */
  readonly constants: ReadonlyMap<string, OnnxTensor>
}

/** Exporters that find two equal weights keep one, and reach it through Identity nodes. */
export function simplify(file: OnnxFile): Simplified {
  const names = new Map<string, string>()
  const constants = new Map<string, OnnxTensor>()
  const nodes: OnnxNode[] = []
  const known = (name: string): boolean => file.tensors.has(name) || constants.has(name)
  for (const node of file.nodes) {
    const inputs = node.inputs.map((name) => names.get(name) ?? name)
    const [output] = node.outputs
    if (node.type === 'Constant') constants.set(output, constantOf(node, file.file))
    else if (node.type === 'Identity' && known(inputs[0])) names.set(output, inputs[0])
    else nodes.push({ ...node, inputs })
  }
  const used = new Set(nodes.flatMap(({ inputs }) => inputs))
  const weights = new Map<string, OnnxTensor>()
  for (const [name, tensor] of file.tensors) {
    if (tensor.dtype === 'int32') constants.set(name, tensor)
    else if (used.has(name)) weights.set(name, tensor)
  }
  return { nodes, weights, constants }
}

function constantOf({ label, outputs, attributes }: OnnxNode, file: string): OnnxTensor {
  const name = outputs[0] ?? ''
  for (const [kind, value] of attributes) {
    const found = tensorOf(name, kind, value)
    if (found !== undefined) return found
  }
  throw unsupported(file, `${label} holds neither numbers nor a tensor of them`)
}

function tensorOf(name: string, kind: string, value: OnnxAttribute): OnnxTensor | undefined {
  if (typeof value === 'string') return undefined
  if (typeof value === 'object' && 'elements' in value) return { ...value, name }
  const list = typeof value === 'number' ? [value] : value
  const shape = typeof value === 'number' ? [] : [value.length]
  if (kind.startsWith('value_float'))
    return { name, shape, dtype: 'float32', elements: Float32Array.from(list) }
  if (kind.startsWith('value_int'))
    return { name, shape, dtype: 'int32', elements: Int32Array.from(list) }
  return undefined
}
