import type { Graph, Node, Value } from './graph.ts'
import { countUses } from './uses.ts'

/**
 * Makes a bias that is added to a convolution the convolution's third operand; ONNX Runtime does
 * this itself only for constant biases. After tracing, when every use of a value is known.
 */
export function fuseBiases(graph: Graph): void {
  const uses = countUses(graph)
  const fused = new Set<Node>()
  const nodes = graph.nodes.flatMap((node) => {
    const parts = biasedConvolution(graph, node, uses)
    if (parts === undefined) return [node]
    fused.add(parts.convolution)
    return withBias(graph, node, parts)
  })
  graph.retain(nodes.filter((node) => !fused.has(node)))
}

interface Parts {
  readonly convolution: Node
  readonly bias: Value
}

function biasedConvolution(
  graph: Graph,
  node: Node,
  uses: ReadonlyMap<Value, number>,
): Parts | undefined {
  if (node.type !== 'Add') return
  const [a, b] = node.inputs
  if (a === undefined || b === undefined) return
  for (const [sum, bias] of [
    [a, b],
    [b, a],
  ] as const) {
    const convolution = graph.producerOf(sum)
    const channels = sum.shape[1]
    const isBias = bias.shape.join() === [1, channels, 1, 1].join()
    if (convolution?.type !== 'Conv' || convolution.inputs.length !== 2 || !isBias) continue
    if (uses.get(sum) === 1) return { convolution, bias }
  }
  return
}

function withBias(graph: Graph, node: Node, { convolution, bias }: Parts): Node[] {
  const before = graph.nodes.length
  const shape = graph.integers([bias.shape[1] ?? 1])
  const size = { shape: [bias.shape[1] ?? 1], type: bias.type }
  const vector = graph.node('Reshape', [bias, shape], {}, size)
  const made = graph.nodes.splice(before)
  return [
    ...made,
    { ...convolution, inputs: [...convolution.inputs, vector], outputs: node.outputs },
  ]
}
