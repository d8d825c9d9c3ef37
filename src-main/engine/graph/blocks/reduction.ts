import type { Node, Value } from '../graph.ts'
import type { Blocks } from './blocked.ts'

const reductions = new Set(['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin'])

/**
 * A reduction of a twin over at least rows and columns, written straight to the value it is read as:
 * first over the pixels of a block, which leaves [N, C] in plain order, then over what else is
 * asked for. Two steps, because ONNX Runtime is slow where reduced and kept axes alternate.
 */
export function writeReduction(blocks: Blocks, node: Node): boolean {
  const [tensor, axesValue] = node.inputs
  if (!reductions.has(node.type) || !blocks.has(tensor) || !blocks.fits(tensor)) return false
  const axes = constantIntegers(blocks, axesValue)
  if (!axes.includes(2) || !axes.includes(3)) return false
  const { graph } = blocks
  const [n, count, h, w, size] = blocks.split(tensor.shape)
  const reduce = (value: Value, over: readonly number[], shape: readonly number[]): Value => {
    const operands = [value, graph.integers(over)]
    return graph.node(node.type, operands, { keepdims: 0 }, { shape, type: value.type })
  }
  const pixels = blocks.reshape(blocks.twin(tensor), [n * count, h * w, size])
  const perChannel = blocks.reshape(reduce(pixels, [1], [n * count, size]), [n, count * size])
  const rest = axes.filter((axis) => axis < 2)
  const left = [n, count * size].filter((_, axis) => !rest.includes(axis))
  const reduced = rest.length === 0 ? perChannel : reduce(perChannel, rest, left)
  const [output] = node.outputs
  blocks.write('Reshape', [reduced, graph.integers(output.shape)], {}, output)
  return true
}

function constantIntegers(blocks: Blocks, value: Value): number[] {
  const constant = blocks.graph.initialisers.find((each) => each.value === value)
  return constant === undefined ? [] : Array.from(constant.elements, Number)
}
