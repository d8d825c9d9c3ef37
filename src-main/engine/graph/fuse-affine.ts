import type { Graph, Node, Value } from './graph.ts'
import { elementCount } from './order.ts'
import { prune } from './prune.ts'
import { countUses } from './uses.ts'

/**
 * Makes x · a + b, with a and b the same over whole planes of x, one pass over memory instead of two:
 * what ONNX calls a batch normalisation, by mean 0 and variance 1. In [N, C, H, W] both are C or N · C
 * numbers. After layout, for in blocks a plane is not contiguous.
 */
export function fuseAffines(graph: Graph): void {
  const uses = countUses(graph)
  const constants = new Set(graph.initialisers.map(({ value }) => value))
  const nodes = graph.nodes
  graph.nodes = []
  for (const node of nodes) {
    const parts = affineOf(graph, node, (value) => uses.get(value) === 1)
    // With constants it becomes part of a convolution.
    const isLive = parts && !(constants.has(parts.factor) && constants.has(parts.shift))
    if (parts && isLive) writeAffine(graph, node, parts)
    else graph.nodes.push(node)
  }
  prune(graph)
}

interface Parts {
  readonly x: Value
  readonly factor: Value
  readonly shift: Value
}

function affineOf(
  graph: Graph,
  node: Node,
  isUsedOnce: (value: Value) => boolean,
): Parts | undefined {
  if (node.type !== 'Add') return
  const [output] = node.outputs
  for (const [sum, shift] of [node.inputs, node.inputs.toReversed()]) {
    const product = graph.producerOf(sum)
    if (product?.type !== 'Mul' || !isUsedOnce(sum) || !isOverPlanes(shift, output)) continue
    for (const [x, factor] of [product.inputs, product.inputs.toReversed()])
      if (isOverPlanes(factor, output) && x.shape.join() === output.shape.join())
        return { x, factor, shift }
  }
  return
}

/** Whether a value is one number for each channel, or for each channel of each image. */
function isOverPlanes({ shape }: Value, { shape: whole }: Value): boolean {
  const [n, channels, ...plane] = whole
  const isPlane = whole.length === 4 && plane[0] * plane[1] > 1
  return isPlane && [1, n].some((count) => shape.join() === [count, channels, 1, 1].join())
}

function writeAffine(graph: Graph, node: Node, { x, factor, shift }: Parts): void {
  const [output] = node.outputs
  const [, channels, height, width] = output.shape
  const images = Math.max(factor.shape[0], shift.shape[0])
  const count = images * channels
  const reshape = (value: Value, shape: readonly number[]): Value =>
    value.shape.join() === shape.join()
      ? value
      : graph.node('Reshape', [value, graph.integers(shape)], {}, { shape, type: 'float32' })
  const column = (value: Value): Value => {
    const shape = [images, channels, 1, 1]
    const operands = [value, graph.integers(shape)]
    const isWhole = value.shape[0] === images
    const all = isWhole ? value : graph.node('Expand', operands, {}, { shape, type: 'float32' })
    return reshape(all, [count])
  }
  const constant = (element: number): Value =>
    graph.constant(new Float32Array(count).fill(element), [count], 'float32')
  const planes = [elementCount(output.shape) / (count * height * width), count, height, width]
  const operands = [reshape(x, planes), column(factor), column(shift), constant(0), constant(1)]
  const type = 'BatchNormalization'
  const result = { shape: planes, type: output.type }
  const value = graph.node(type, operands, { epsilon: { float: 0 } }, result)
  const back = [value, graph.integers(output.shape)]
  graph.nodes.push({ type: 'Reshape', inputs: back, outputs: [output], attributes: {} })
}
