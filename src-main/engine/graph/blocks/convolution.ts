import type { Attributes, Graph, Node, Value } from '../graph.ts'
import type { Blocks } from './blocked.ts'
import { filledUp } from './fill.ts'

/** Kernels larger than this are filter gradients. */
const largestKernel = 49

/** Whether a convolution is a filter gradient: its filter is an output's gradient. */
export function isFilterGradient({ type, inputs }: Node): boolean {
  if (type !== 'Conv') return false
  const [, , height, width] = inputs[1].shape
  return height * width > largestKernel
}

/**
 * A convolution on blocks. Its filter is stored [O / size, I / size, h, w, size, size], the last two
 * being input and output channel; with fewer input channels than a block the images stay NCHW and
 * the filter is [O / size, I, h, w, size]. Zeros fill what is filled up.
 */
export function blockedConvolution(blocks: Blocks, node: Node): Value | undefined {
  const [images, filter, ...bias] = node.inputs
  const [output] = node.outputs
  const isSmall = filter.shape[1] < blocks.size && !blocks.has(images)
  if (!blocks.canStore(output) || !(isSmall || blocks.canStore(images))) return
  const [, outputs] = blocks.stored(output).shape
  const inputs = isSmall ? filter.shape[1] : blocks.stored(images).shape[1]
  const whole = filledUp(blocks, filter, [outputs, inputs, ...filter.shape.slice(2)])
  const weights = blockedFilter(blocks, whole, isSmall)
  const offsets = bias.map((each) => filledUp(blocks, each, [outputs]))
  const convolve = (stored: Value, attributes: Attributes): Value =>
    blocks.node('Conv', [stored, weights, ...offsets], attributes, blocks.stored(output))
  if (isSmall) return convolve(images, node.attributes)
  const sides = sidesOf(node)
  if (!isMostlyEdge(node, sides)) return convolve(blocks.twin(images), node.attributes)
  const [top, left, bottom, right] = sides
  const wide = blocks.widened(images, left, right)
  return convolve(wide, { ...node.attributes, pads: [top, 0, bottom, 0] })
}

/** Padding as [top, left, bottom, right]. */
export function sidesOf({ attributes }: Node): readonly number[] {
  return Array.isArray(attributes.pads) ? (attributes.pads as number[]) : [0, 0, 0, 0]
}

/**
 * Whether so many columns of the result touch padding that zeros in memory are faster: the kernel
 * computes those columns one at a time and others by six. 32 to 64 channels of 14 × 14 by 5 × 5, 64
 * images: 13.5 ms against 11.3, copying included; of 28 × 28 24.0 against 24.6. The same bits.
 */
function isMostlyEdge(
  { attributes, outputs }: Node,
  [, left, , right]: readonly number[],
): boolean {
  const stride = Array.isArray(attributes.strides) ? (attributes.strides as number[])[1] : 1
  return 4 * (left + right) >= stride * outputs[0].shape[3]
}

/** A filter [O, I, h, w] as stored in blocks; `isSmall`: its input channels do not fill one. */
export function blockedFilter(blocks: Blocks, filter: Value, isSmall: boolean): Value {
  const [output, input, height, width] = filter.shape
  const { size } = blocks
  const split = isSmall
    ? [output / size, size, input, height, width]
    : [output / size, size, input / size, size, height, width]
  const perm = isSmall ? [0, 2, 3, 4, 1] : [0, 2, 4, 5, 3, 1]
  const parts = blocks.reshape(filter, split)
  const shape = perm.map((axis) => split[axis])
  const ordered = blocks.graph.node('Transpose', [parts], { perm }, { ...filter, shape })
  return blocks.reshape(ordered, filter.shape)
}

/**
 * A data gradient of stride 1 as a convolution with the filter flipped and its roles exchanged, for
 * only that has a kernel on blocks.
 */
export function blockedTransposed(blocks: Blocks, node: Node): Value | undefined {
  const [slope, filter] = node.inputs
  const { graph } = blocks
  const { strides, output_padding: further } = node.attributes
  const isPlain = [strides, further].flat().every((each, i) => each === (i < 2 ? 1 : 0))
  const [rows, columns] = filter.shape.slice(2)
  const [top, left, bottom, right] = sidesOf(node)
  const pads = [rows - 1 - top, columns - 1 - left, rows - 1 - bottom, columns - 1 - right]
  const isStored = blocks.canStore(slope) && blocks.canStore(node.outputs[0])
  if (!isPlain || !isStored || Math.min(...pads) < 0) return
  const shape = [filter.shape[1], filter.shape[0], rows, columns]
  const exchanged = graph.node('Transpose', [filter], { perm: [1, 0, 2, 3] }, { ...filter, shape })
  const end = -(2 ** 31)
  const backwards = [
    [-1, -1],
    [end, end],
    [2, 3],
    [-1, -1],
  ].map((list) => graph.integers(list))
  const flipped = graph.node('Slice', [exchanged, ...backwards], {}, exchanged)
  return blockedConvolution(blocks, {
    ...node,
    type: 'Conv',
    inputs: [slope, flipped],
    attributes: { pads },
  })
}

/** relu(convolution) as one operator, where nothing else uses the convolution. */
export function rectifiedConvolution(
  blocks: Blocks,
  node: Node,
  isUsedOnce: (value: Value) => boolean,
): Value | undefined {
  const [sum] = node.inputs
  if (node.type !== 'Relu' || !blocks.has(sum) || !isUsedOnce(sum)) return
  const convolution = producer(blocks.graph, blocks.twin(sum))
  if (convolution === undefined) return
  const attributes = { ...convolution.attributes, activation: 'Relu' }
  return blocks.node('Conv', convolution.inputs, attributes, blocks.stored(node.outputs[0]))
}

function producer(graph: Graph, twin: Value): Node | undefined {
  const node = graph.producerOf(twin)
  return node?.type.startsWith('Conv@') && !('activation' in node.attributes) ? node : undefined
}
