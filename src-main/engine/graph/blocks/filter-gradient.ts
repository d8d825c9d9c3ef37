import type { Node, Value } from '../graph.ts'
import { transposesBy, type Blocks } from './blocked.ts'
import { blockedFilter } from './convolution.ts'

/**
 * A filter gradient on blocks: a convolution whose images are [C, N, H, W], whose filter is the
 * output's gradient [O, N, h, w] and whose result is as small as a filter. The images are padded
 * first, because the blocked kernel is slow at edges and a result of 5 × 5 is nearly all edge.
 */
export function blockedFilterGradient(blocks: Blocks, node: Node): Value | undefined {
  const [images, gradient] = node.inputs
  if (!blocks.fits(node.outputs[0]) || !blocks.fits(images)) return
  const padded = padImages(blocks, images, node.attributes.pads as readonly number[])
  const operands = [blocks.twin(padded), gradientAsFilter(blocks, gradient)]
  const { dilations } = node.attributes
  return blocks.node('Conv', operands, { pads: [0, 0, 0, 0], dilations }, node.outputs[0])
}

function padImages(blocks: Blocks, images: Value, pads: readonly number[]): Value {
  if (pads.every((pad) => pad === 0)) return images
  const [top, left, bottom, right] = pads
  const [n, c, h, w] = images.shape
  const ends = blocks.graph.integers([0, 0, top, left, 0, 0, bottom, right])
  const result = { shape: [n, c, h + top + bottom, w + left + right], type: images.type }
  return blocks.graph.node('Pad', [images, ends], {}, result)
}

/** The gradient as a filter; from its own blocks where it has them, which moves whole blocks. */
function gradientAsFilter(blocks: Blocks, gradient: Value): Value {
  const producer = blocks.graph.producerOf(gradient)
  const isTransposed = producer !== undefined && transposesBy(producer, [1, 0, 2, 3])
  const source = isTransposed ? producer.inputs[0] : undefined
  if (source === undefined || !blocks.has(source)) return blockedFilter(blocks, gradient, false)
  const { size } = blocks
  const [output, batch, h, w] = gradient.shape
  const split = [batch / size, size, output / size, h, w, size]
  const perm = [2, 0, 3, 4, 1, 5]
  const parts = blocks.reshape(blocks.twin(source), split)
  const shape = perm.map((axis) => split[axis])
  const ordered = blocks.graph.node('Transpose', [parts], { perm }, { ...gradient, shape })
  return blocks.reshape(ordered, gradient.shape)
}
