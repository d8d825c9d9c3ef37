import type { Graph, Node, Value } from './graph.ts'
import { elementCount } from './order.ts'

/**
 * Four quarters (upper left, upper right, lower left, lower right pixel of each 2×2 window) as one
 * image. `Interleave` is an operator of our own until the graph is laid out, because how it is done
 * depends on what lies next to a pixel.
 * @param shape the image's, [N, C, H, W]
 * @param run how many numbers of a pixel lie together: 1 as NCHW, the block size in blocks
 */
export function interleaved(
  graph: Graph,
  quarters: readonly Value[],
  shape: readonly number[],
  run = 1,
): Value {
  const [columns, type] = [shape[3], quarters[0].type]
  const rows = elementCount(shape) / columns / run / 2
  const reshape = (value: Value, sizes: readonly number[]): Value =>
    graph.node('Reshape', [value, graph.integers(sizes)], {}, { shape: sizes, type })
  const line = (pair: readonly Value[]): Value => {
    const pieces = pair.map((quarter) => reshape(quarter, [rows, columns / 2, run]))
    const mixed = { shape: [rows, columns / 2, 2 * run], type }
    return reshape(graph.node('Concat', pieces, { axis: 2 }, mixed), [rows, 1, columns * run])
  }
  const lines = [line(quarters.slice(0, 2)), line(quarters.slice(2))]
  const result = { shape: [rows, 2, columns * run], type }
  return reshape(graph.node('Concat', lines, { axis: 1 }, result), shape)
}

/** Appends what an `Interleave` of NCHW quarters stands for. */
export function expandInterleave(graph: Graph, { inputs, outputs }: Node): void {
  const value = interleaved(graph, inputs, outputs[0].shape)
  graph.nodes.push({ type: 'Identity', inputs: [value], outputs, attributes: {} })
}

/** Replaces every `Interleave` of a graph that is not laid out in blocks. */
export function expandInterleaves(graph: Graph): void {
  const nodes = graph.nodes
  graph.nodes = []
  for (const node of nodes) {
    if (node.type === 'Interleave') expandInterleave(graph, node)
    else graph.nodes.push(node)
  }
}
